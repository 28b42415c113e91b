using System.Text.Json;

namespace SweepCluster.Silo.Homes;

/// <summary>
/// The right to run a silo on a home: an operating-system lock on a file, gone with the process however it ends. A second file tells
/// others who holds the home and how to reach it.
/// </summary>
public sealed class HomeLock : IDisposable
{
    private readonly SweepHome _home;
    private readonly FileStream _file;

    private HomeLock(SweepHome home, FileStream file)
    {
        _home = home;
        _file = file;
    }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="HomeBusyException">Another process has it.</exception>
    public static HomeLock Acquire(SweepHome home)
    {
        try
        {
            var taken = new HomeLock(home, new FileStream(home.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.Delete(home.HolderFile);
            return taken;
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new HomeBusyException(
                $"The home {home.Root} is held by {Describe(Read(home))}. Wait for it, stop it, or choose another home with --home.");
        }
    }

    /// <summary>Who holds the home; null when nobody does.</summary>
    public static HomeHolder? FindHolder(SweepHome home)
    {
        if (!File.Exists(home.HolderFile))
        {
            // Nobody, or somebody who is not ready to be called yet; either way the lock need not be touched.
            return null;
        }

        try
        {
            using var mine = Acquire(home);
            return null;
        }
        catch (HomeBusyException)
        {
            return Read(home);
        }
    }

    /// <summary>Writes who holds the home.</summary>
    public void Write(HomeHolder holder)
    {
        var aside = _home.HolderFile + ".new";
        File.WriteAllText(aside, JsonSerializer.Serialize(holder));
        File.Move(aside, _home.HolderFile, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_home.HolderFile);
        _file.Dispose();
    }

    private static HomeHolder? Read(SweepHome home) => File.Exists(home.HolderFile)
        ? JsonSerializer.Deserialize<HomeHolder>(File.ReadAllText(home.HolderFile))
        : null;

    private static string Describe(HomeHolder? holder) => holder is null
        ? "another process"
        : $"process {holder.ProcessId} ({holder.Command}, since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC)";
}

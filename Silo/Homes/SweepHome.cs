using System.Globalization;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Homes;

/// <summary>The folder on this machine in which everything lives: the database, checkpoints, data sets, logs, working directories.</summary>
/// <param name="Root">The folder's absolute path.</param>
public sealed record SweepHome(string Root)
{
    // The operating system's numbers, which .NET passes on for errors that have no type of their own.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>The SQLite database.</summary>
    public string Database => Path.Combine(Root, "sweeps.db");

    /// <summary>The root that checkpoint paths are relative to.</summary>
    public string CheckpointDirectory { get; init; } = Path.Combine(Root, "checkpoints");

    /// <summary>Decoded data sets, and downloaded ones.</summary>
    public string DataDirectory { get; init; } = Path.Combine(Root, "data");

    /// <summary>The silo's log files.</summary>
    public string LogDirectory => Path.Combine(Root, "logs");

    /// <summary>The home of a silo that the process which holds this home starts beside its own.</summary>
    public string ChildHome(string silo) => Path.Combine(Root, "silos", silo);

    /// <summary>The file that the process which holds this home keeps locked.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>The file that tells who holds this home.</summary>
    public string HolderFile => Path.Combine(Root, "holder.json");

    /// <summary>The file that remembers which generation a silo of a cluster had last.</summary>
    public string GenerationFile => Path.Combine(Root, "generation");

    /// <summary>The folder of the slots' working directories.</summary>
    public string RunDirectory => Path.Combine(Root, "run");

    /// <summary>A slot's own working directory.</summary>
    public string WorkingDirectory(string slot) => Path.Combine(RunDirectory, slot.Replace(':', '-'));

    /// <summary>The folder of one attempt's checkpoints, relative to <see cref="CheckpointDirectory"/>, with forward slashes.</summary>
    public static string CheckpointFolder(AttemptId attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{attempt.Trial.Sweep}/{attempt.Trial.Number}/attempt-{attempt.Number}");

    /// <summary>Where a checkpoint of a relative path lies.</summary>
    public string CheckpointFile(string relativePath) => Path.Combine(CheckpointDirectory, relativePath);

    /// <summary>Opens a home, making the folder if it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="checkpoints">A folder for checkpoints elsewhere, such as one that several machines see; null for one below the home.</param>
    /// <param name="data">A folder for data sets elsewhere, such as one that several silos share; null for one below the home.</param>
    /// <exception cref="HomeFullException">There is no room.</exception>
    /// <exception cref="HomeException">The folder cannot be made or written.</exception>
    public static SweepHome Open(string path, string? checkpoints = null, string? data = null)
    {
        var home = new SweepHome(Path.GetFullPath(path));
        home = checkpoints is null ? home : home with { CheckpointDirectory = Path.GetFullPath(checkpoints) };
        home = data is null ? home : home with { DataDirectory = Path.GetFullPath(data) };
        try
        {
            foreach (var folder in (string[])[home.Root, home.CheckpointDirectory, home.DataDirectory, home.LogDirectory])
            {
                Directory.CreateDirectory(folder);
            }

            home.RequireWritable();
            return home;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var message = $"The home {home.Root} cannot be written: {exception.Message} Choose another with --home or SWEEP_HOME.";
            throw exception.HResult is NoSpace or QuotaExceeded
                ? new HomeFullException(message, exception)
                : new HomeException(message, exception);
        }
    }

    private void RequireWritable()
    {
        var probe = Path.Combine(Root, $".probe-{Environment.ProcessId}");
        using (var file = File.Create(probe, 4096, FileOptions.DeleteOnClose))
        {
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
        }
    }
}

using System.Text;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Doctor;

/// <summary>The machine this process runs on.</summary>
internal sealed class LocalMachine : IMachine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Version Runtime => Environment.Version;

    /// <inheritdoc/>
    public int Cores => Environment.ProcessorCount;

    /// <inheritdoc/>
    public GpuInventory Gpus() => new GpuProbe().Look();

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool FileContains(string path, string text)
    {
        try
        {
            return File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public string? WriteRefusal(string directory)
    {
        try
        {
            var probe = Path.Combine(NearestExisting(directory), $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public long FreeBytes(string directory) => new DriveInfo(NearestExisting(directory)).AvailableFreeSpace;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await ProgramAnswer.AskAsync(program, arguments, Patience, cancellationToken) is { ExitCode: 0 } answer ? answer.Output : null;

    private static string NearestExisting(string directory) =>
        Directory.Exists(directory) ? directory : NearestExisting(Path.GetDirectoryName(directory) ?? "/");
}

using System.Security.Cryptography;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Verbs;

/// <summary>Copies a checkpoint so that the destination is never half a file.</summary>
internal static class CheckpointCopy
{
    /// <summary>Copies beside the destination, compares with the recorded hash, and renames.</summary>
    /// <exception cref="CliException">There is nothing to copy, the destination exists, or the copy is not what was recorded.</exception>
    public static async Task WriteAsync(
        TrialSnapshot trial, string? source, string destination, bool overwrite, CancellationToken cancellationToken)
    {
        if (trial.Checkpoint is not { } recorded || source is null || !File.Exists(source))
        {
            var where = source is null ? "" : $" at {source}";
            throw new CliException(ExitCodes.Failed, $"Trial {Shown.Trial(trial.Number)} has no checkpoint{where}.");
        }

        if (File.Exists(destination) && !overwrite)
        {
            throw new CliException(ExitCodes.BadUsage, $"{destination} exists; choose another file or allow overwriting it with --force.");
        }

        var aside = $"{destination}.{Environment.ProcessId}.tmp";
        try
        {
            File.Copy(source, aside, overwrite: true);
            await CompareAsync(aside, recorded.Sha256, source, cancellationToken);
            File.Move(aside, destination, overwrite);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static async Task CompareAsync(string copy, string expected, string source, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(copy);
        var seen = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (seen != expected)
        {
            throw new CliException(ExitCodes.Failed, $"{source} is damaged: its SHA-256 is {seen}, the sweep recorded {expected}.");
        }
    }
}

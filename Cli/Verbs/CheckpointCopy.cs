using System.Security.Cryptography;
using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Cli.Verbs;

/// <summary>Copies a checkpoint so that the destination is never half a file.</summary>
internal static class CheckpointCopy
{
    /// <summary>Copies beside the destination, compares with the recorded hash, and renames.</summary>
    /// <exception cref="CliException">The checkpoint is gone, the destination exists, or the copy is not what was recorded.</exception>
    public static async Task WriteAsync(
        CheckpointRef recorded, string source, string destination, bool overwrite, CancellationToken cancellationToken)
    {
        if (!File.Exists(source))
        {
            throw new CliException(ExitCodes.Failed, $"The checkpoint {source} is gone; nothing was copied.");
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

    /// <summary>Compares a file's hash with the recorded one.</summary>
    /// <param name="copy">The file to look at.</param>
    /// <param name="expected">The recorded SHA-256.</param>
    /// <param name="source">The file that an error names.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CliException">The file is gone or another one.</exception>
    public static async Task CompareAsync(string copy, string expected, string source, CancellationToken cancellationToken)
    {
        if (!File.Exists(copy))
        {
            throw new CliException(ExitCodes.Failed, $"The checkpoint {source} is gone.");
        }

        await using var stream = File.OpenRead(copy);
        var seen = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (seen != expected)
        {
            throw new CliException(ExitCodes.Failed, $"{source} is damaged: its SHA-256 is {seen}, the sweep recorded {expected}.");
        }
    }
}

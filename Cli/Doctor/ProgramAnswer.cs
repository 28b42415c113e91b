using System.ComponentModel;
using System.Diagnostics;

namespace SweepCluster.Cli.Doctor;

/// <summary>What a short-lived program answered.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ProgramAnswer(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end; null when it cannot be started or is killed because it took too long.</summary>
    public static async Task<ProgramAnswer?> AskAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            return await ReadAsync(process, patience, cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<ProgramAnswer?> ReadAsync(Process process, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramAnswer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}

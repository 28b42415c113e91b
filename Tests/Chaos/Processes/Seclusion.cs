using System.Diagnostics;

namespace SweepCluster.Chaos.Processes;

/// <summary>
/// Runs the campaign once more in namespaces of its own, where this is allowed: networks can be cut and small file systems mounted without
/// anybody else on the machine noticing, and whatever happens to the campaign, no process of it is left.
/// </summary>
internal static class Seclusion
{
    /// <summary>The argument that tells the inner run that it is secluded, followed by its folder.</summary>
    public const string Argument = "--inside";

    private static readonly string[] Namespaces =
        ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

    private static readonly TimeSpan InterruptPatience = TimeSpan.FromSeconds(20);

    /// <summary>Why there can be no seclusion on this machine; null when there can.</summary>
    public static async Task<string?> ObstacleAsync(CancellationToken cancellationToken)
    {
        const string Trial = "ip link set lo up && ip link add chaos0 type bridge && ip link add chaos1 type veth peer name chaos2";
        try
        {
            await ChildProcess.RunAsync(cancellationToken, [.. Namespaces, "sh", "-c", Trial]);
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return exception.Message;
        }
    }

    /// <summary>
    /// Runs this program with these arguments secluded, and answers its exit code. When interrupted, the inner run, which has heard Ctrl-C
    /// too, gets time to tidy up; then the namespace goes with everything in it.
    /// </summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, string folder, CancellationToken interrupted)
    {
        // The shell is the namespace's first process and waits for orphans, which this program would not do.
        string[] words = [.. Namespaces, "sh", "-c", "\"$@\"; exit $?", "sh", Environment.ProcessPath!, .. arguments, Argument, folder];
        using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)))!;
        try
        {
            await process.WaitForExitAsync(interrupted);
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(InterruptPatience);
            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return process.ExitCode;
    }
}

using System.Diagnostics;
using System.Text;

namespace SweepCluster.Monitoring.Tests;

/// <summary>Prometheus' own checker of rules, settings and metrics.</summary>
internal static class Promtool
{
    /// <summary>Runs it in a folder; fails the test when it finds fault.</summary>
    public static Task PassAsync(string folder, params string[] arguments) => RunAsync("promtool", folder, null, arguments);

    /// <summary>Has it look over metrics as a process exposes them, and fails the test when it finds fault.</summary>
    public static Task PassMetricsAsync(string metrics) => RunAsync("promtool", Path.GetTempPath(), metrics, "check", "metrics");

    /// <summary>Runs a program; fails the test when its exit code is not 0.</summary>
    public static async Task RunAsync(string program, string folder, string? input, params string[] arguments)
    {
        var request = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var process = Process.Start(request)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Join('\n', await said)}");
    }
}

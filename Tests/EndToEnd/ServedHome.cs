using System.Text.RegularExpressions;

namespace SweepCluster.EndToEnd.Tests;

/// <summary><c>sweep up</c> on a home, with its dashboard on a free port.</summary>
internal sealed partial class ServedHome : IDisposable
{
    private readonly SweepRun _run;

    private ServedHome(SweepRun run, Uri url) => (_run, Url) = (run, url);

    /// <summary>Where this machine reaches the dashboard, with a slash at the end.</summary>
    public Uri Url { get; }

    public string Errors => _run.Errors;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ServedHome> StartAsync(Home home, string host = "127.0.0.1")
    {
        var run = Start(home, host);
        try
        {
            await run.SaidAsync("dashboard at ");
            return new ServedHome(run, new Uri($"http://127.0.0.1:{Port().Match(run.Output + run.Errors).Value}/"));
        }
        catch (Exception)
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Starts it, whatever becomes of it.</summary>
    public static SweepRun Start(Home home, string host) => SweepRun.Start(
        home,
        new Dictionary<string, string> { ["SWEEP_Silo__WarmsUp"] = "false" },
        "up",
        "--devices",
        "cpu:1",
        "--url",
        $"http://{host}:0");

    public void Dispose() => _run.Dispose();

    [GeneratedRegex(@"(?<=dashboard at http://[0-9.]+:)\d+")]
    private static partial Regex Port();
}

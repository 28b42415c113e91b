using System.Diagnostics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>The example program drives a sweep by the REST interface, eight times at once, while another client is killed.</summary>
public sealed class AskAndTellTests : IDisposable
{
    private const int Clients = 8;
    private const int Trials = 24;
    private const string Sweep = "ask-and-tell-1";

    /// <summary>Asks for a trial and then does nothing any more.</summary>
    private const string SilentClient = """
        import sys, urllib.request
        urllib.request.urlopen(urllib.request.Request(
            f"{sys.argv[1]}/api/v1/sweeps/{sys.argv[2]}/ask", b'{"worker": "lost"}', {"Content-Type": "application/json"})).read()
        sys.stdin.read()
        """;

    private static readonly string Examples = Path.Combine(Repository.Root, "docs", "examples");

    private readonly Home _home = new();
    private readonly List<Process> _clients = [];

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Kill();
            client.Dispose();
        }

        _home.Dispose();
    }

    [Fact]
    public async Task Example_EightTimesAtOnceAndOneClientKilled_EveryTrialIsDoneOnce()
    {
        Assert.SkipUnless(Python() is not null, "python3 is not installed");
        using var up = await ServedHome.StartAsync(_home);
        var url = up.Url.ToString().TrimEnd('/');
        var submitted = await SweepRun.FinishAsync(_home, "submit", WriteFile());
        Assert.True(submitted.ExitCode == 0, submitted.ToString());
        var lost = Start("-c", SilentClient, url, Sweep);
        await Eventually.TrueAsync(() => Started().Any(), () => $"the silent client got no trial\n{up.Errors}");
        lost.Kill();

        var clients = Enumerable.Range(1, Clients)
            .Select(number => Start(Path.Combine(Examples, "ask-and-tell.py"), url, Sweep, $"client-{number}")).ToList();
        await Eventually.TrueAsync(() => clients.TrueForAll(client => client.HasExited), () => $"the clients did not end\n{up.Errors}");

        Assert.All(clients, client => Assert.Equal(0, client.ExitCode));
        AssertDoneOnce(_home.Events(Sweep));
    }

    private static void AssertDoneOnce(IReadOnlyList<SweepEvent> events)
    {
        var ended = events.OfType<AttemptEnded>().ToList();
        Assert.Equal(Enumerable.Range(0, Trials), ended.Where(e => e.Outcome is CompletedOutcome).Select(e => e.Trial).Order());
        Assert.Equal(Trials, events.OfType<AttemptReported>().Count());
        Assert.Equal(Trials, events.OfType<TrialSuggested>().Select(e => e.Parameters).Distinct().Count());

        var abandoned = Assert.Single(ended, e => e.Outcome is not CompletedOutcome);
        Assert.Equal((0, 1, AttemptOutcome.Abandoned(AbandonReason.LeaseExpired)), (abandoned.Trial, abandoned.Attempt, abandoned.Outcome));
        var again = Assert.Single(events.OfType<AttemptStarted>(), e => e.Attempt > 1);
        Assert.Equal((0, 2), (again.Trial, again.Attempt));
        Assert.True(again.Sequence > abandoned.Sequence, "The trial was handed out again before its lease was over.");
        Assert.True(events.OfType<AttemptStarted>().Select(e => e.Slot).Distinct().Count() > 2, "One client did all the work.");
    }

    private static string? Python() => Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);

    private string WriteFile() => _home.Write("ask-and-tell.yaml", File.ReadAllText(Path.Combine(Examples, "ask-and-tell.yaml"))
        .Replace("run_cap: 40", $"run_cap: {Trials}", StringComparison.Ordinal)
        .Replace("progress_timeout: 1m", "progress_timeout: 3s", StringComparison.Ordinal));

    private Process Start(params string[] arguments)
    {
        var client = Process.Start(new ProcessStartInfo(Python()!, arguments) { RedirectStandardInput = true })!;
        _clients.Add(client);
        return client;
    }

    private IEnumerable<AttemptStarted> Started() => _home.Events(Sweep).OfType<AttemptStarted>();
}

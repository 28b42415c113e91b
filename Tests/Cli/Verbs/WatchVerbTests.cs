using System.Text.Json;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.Tests.Verbs;

/// <summary>Verbs that look at what others run, and change single trials and sweeps.</summary>
public sealed class WatchVerbTests
{
    private readonly Bench _bench = new();

    public WatchVerbTests() => _bench.Home.HeldBy = "sweep up (process 4711)";

    [Fact]
    public async Task Watch_RunningSweep_TellsWhatHappensFromNowOnAndTheRanking()
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.Append(Log.Suggested(0));
        var watching = _bench.RunAsync("watch", "demo-1");
        _bench.Sweep.Append(Log.Started(0));
        _bench.Sweep.Append(Log.Reported(0, 1, 0.7));
        _bench.Sweep.Append(Log.Ended(0, AttemptOutcome.Completed));
        _bench.Sweep.Snapshot = Samples.Completed;
        _bench.Sweep.Append(new SweepFinished(SweepStatus.Completed, "all 14 trials are over"));

        Assert.Equal(0, await watching);
        Assert.Contains("trial #0 step 1/9: val_accuracy 0.7000\n", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("demo-1 is completed: all 14 trials are over\n", _bench.Out, StringComparison.Ordinal);
        Assert.Equal(["connect", "dispose"], _bench.Home.Calls);
    }

    [Fact]
    public async Task Watch_Interrupted_LeavesTheSweepRunning()
    {
        _bench.Sweep.Append(Log.Submitted);
        var watching = _bench.RunAsync("watch", "demo-1");

        _bench.Signals.Send(StopSignal.Interrupt);

        Assert.Equal(130, await watching);
        Assert.Contains("demo-1 goes on without a watcher\n", _bench.Out, StringComparison.Ordinal);
        Assert.Empty(_bench.Sweep.Calls);
    }

    [Fact]
    public async Task Watch_SweepThatNobodyRuns_SaysWhatGoesOnWithIt()
    {
        _bench.Home.HeldBy = null;
        Assert.Equal(2, await _bench.RunAsync("watch", "demo-1"));
        Assert.Contains("'sweep resume demo-1' goes on with it", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_FailedTrial_TellsTheSweep()
    {
        Assert.Equal(0, await _bench.RunAsync("retry", "demo-1", "2", "--json"));
        Assert.Equal(["retry 2"], _bench.Sweep.Calls);
        Assert.Equal("""{"sweep":"demo-1","trial":2,"status":"failed"}""", JsonSerializer.Serialize(_bench.Document));
    }

    [Theory]
    [InlineData("0", 1, "trial 0 is completed")]
    [InlineData("99", 2, "There is no trial 99")]
    public async Task Retry_TrialThatCannotBe_SaysWhy(string trial, int exitCode, string named)
    {
        Assert.Equal(exitCode, await _bench.RunAsync("retry", "demo-1", trial));
        Assert.Contains(named, _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_SweepThatIsOver_DeletesIt()
    {
        _bench.Sweep.Snapshot = Samples.Completed;
        Assert.Equal(0, await _bench.RunAsync("delete", "demo-1"));
        Assert.Equal(["delete"], _bench.Sweep.Calls);
        Assert.Equal("deleted demo-1\n", _bench.Out);
    }

    [Fact]
    public async Task Delete_SweepThatRuns_FailsAndKeepsIt()
    {
        Assert.Equal(1, await _bench.RunAsync("delete", "demo-1"));
        Assert.Contains("'sweep cancel demo-1' ends it", _bench.Error, StringComparison.Ordinal);
        Assert.Empty(_bench.Sweep.Calls);
    }

    [Fact]
    public async Task Replay_LogWhoseSuggestionWasChanged_NamesTheEventAndFails()
    {
        _bench.Sweep.Append(new SweepSubmitted(Samples.Spec with { Seed = 7 }));
        _bench.Sweep.Append(new TrialSuggested(0, new ParameterSet([new NamedValue("lr", ParameterValue.Of(0.25))]), 1, "tpe"));

        Assert.Equal(1, await _bench.RunAsync("replay", "demo-1", "--json"));

        Assert.Equal(1, _bench.Document.GetProperty("suggestions").GetInt32());
        Assert.Equal(2, Assert.Single(_bench.Document.GetProperty("differences").EnumerateArray()).GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task Replay_LogAsItWasWritten_FindsNothing()
    {
        var engine = new Search.Engine.SweepEngine();
        var submitted = new SweepSubmitted(Samples.Spec with { Seed = 7 });
        engine.Apply(submitted with { Sequence = 1 });
        _bench.Sweep.Append(submitted);
        _bench.Sweep.Append(engine.Suggest()!);

        Assert.Equal(0, await _bench.RunAsync("replay", "demo-1"));

        Assert.Equal("demo-1: 1 suggestions and 0 decisions in 2 events, all as the log says\n", _bench.Out);
    }
}

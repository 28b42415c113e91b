using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class SteerVerbTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("pause", "demo-1 is paused; running trials (1) stop at their next checkpoint\n")]
    [InlineData("cancel", "demo-1 is being canceled; running trials (1) stop at their next checkpoint\n")]
    public async Task Verb_RunningSweep_SendsTheCommandAndSaysHowItStands(string verb, string said)
    {
        Assert.Equal(0, await _bench.RunAsync(verb, "demo-1"));
        Assert.Equal([verb], _bench.Sweep.Calls);
        Assert.Equal(["connect", "dispose"], _bench.Home.Calls);
        Assert.Equal(said, _bench.Out);
    }

    [Fact]
    public async Task Pause_WithJson_PrintsTheStanding()
    {
        Assert.Equal(0, await _bench.RunAsync("pause", "demo-1", "--json"));
        Assert.Equal("""{"sweep":"demo-1","status":"paused","stopping":false}""", System.Text.Json.JsonSerializer.Serialize(_bench.Document));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public async Task Verb_SweepThatIsOver_Fails(string verb)
    {
        _bench.Sweep.Snapshot = Samples.Completed;
        Assert.Equal(1, await _bench.RunAsync(verb, "demo-1"));
        Assert.Equal($"sweep: demo-1 is over (completed); there is nothing to {verb}.\n", _bench.Error);
        Assert.Empty(_bench.Home.Calls);
    }

    [Fact]
    public async Task Resume_HomeThatAnotherProcessRuns_OnlySendsTheCommand()
    {
        _bench.Home.HeldBy = "sweep run (process 4711)";
        _bench.Sweep.Snapshot = Samples.Running with { Status = SweepStatus.Paused };
        Assert.Equal(0, await _bench.RunAsync("resume", "demo-1"));
        Assert.Equal(["resume"], _bench.Sweep.Calls);
        Assert.Equal(["connect", "dispose"], _bench.Home.Calls);
        Assert.Equal("demo-1 is running\n", _bench.Out);
    }

    [Fact]
    public async Task Resume_HomeThatNobodyRuns_RunsTheSweepHere()
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with { Status = SweepStatus.Paused };
        var running = _bench.RunAsync("resume", "demo-1", "--devices", "cpu");
        _bench.Sweep.Append(new SweepFinished(SweepStatus.Completed, "all 14 trials are over"));
        _bench.Sweep.Snapshot = Samples.Completed;
        Assert.Equal(0, await running);
        Assert.Equal(["resume"], _bench.Sweep.Calls);
        Assert.Equal(["start cpu", "serve demo-1", "dispose"], _bench.Home.Calls);
        Assert.Contains("going on with demo-1: 3 of 14 trials done\n", _bench.Out, StringComparison.Ordinal);
    }
}

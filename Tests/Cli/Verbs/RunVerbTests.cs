using System.Text.Json;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class RunVerbTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Run_SweepThatCompletes_PrintsLinesRankingAndSummary()
    {
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await _bench.RunAsync("run", "demo.yaml"));
        Assert.Equal("demo.yaml:3:1: warning: lr looks like an exponent\n", _bench.Error);
        Assert.Contains("submitted demo-1: fashion-mnist, tpe + asha\n", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("   0:00  trial #0 completed: val_accuracy 0.8912\n", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("demo-1 is completed: all 14 trials are over\n", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("best is trial #0 with val_accuracy 0.8912 at step 9\n  model=resnet lr=0.0312 batch_size=128 resnet_units=2\n", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("0:00 elapsed, slots 40.0 % busy (8 completed, 5 pruned, 1 failed, 0 running)\n", _bench.Out, StringComparison.Ordinal);
        Assert.Equal(["start auto", "serve demo-1", "dispose"], _bench.Home.Calls);
        Assert.False(_bench.Signals.IsListening);
    }

    [Fact]
    public async Task Run_WithJson_PrintsExactlyTheDocument()
    {
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await _bench.RunAsync("run", "demo.yaml", "--json", "--devices", "cpu:2"));
        Assert.Equal("start cpu:2", _bench.Home.Calls[0]);
        Assert.Equal(
            """
            {"sweep":"demo-1","status":"completed","trials":{"total":14,"completed":8,"pruned":5,"failed":1},
            "best":{"number":0,"parameters":{"model":"resnet","lr":0.0312345,"batch_size":128,"resnet_units":2,"epochs":9},
            "metrics":{"val_accuracy":0.8912,"val_loss":0.10880000000000001},"step":9},
            "elapsedSeconds":0,"deviceSeconds":8,"deviceUtilisation":0.4}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(_bench.Document));
        Assert.Contains("trial #0 completed", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithJsonAndNoResult_KeepsTheKeys()
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.Append(new SweepFinished(SweepStatus.Failed, "no trial produced a result"));
        _bench.Sweep.Snapshot = Samples.Completed with { Status = SweepStatus.Failed, Incumbent = null };
        Assert.Equal(1, await _bench.RunAsync("run", "demo.yaml", "--json"));
        Assert.Equal(JsonValueKind.Null, _bench.Document.GetProperty("best").ValueKind);
        Assert.Equal(JsonValueKind.Null, _bench.Document.GetProperty("deviceUtilisation").ValueKind);
    }

    [Theory]
    [InlineData(SweepStatus.Failed)]
    [InlineData(SweepStatus.Canceled)]
    public async Task Run_SweepThatEndsOtherwise_ExitsWithOne(SweepStatus status)
    {
        Finish(status);
        Assert.Equal(1, await _bench.RunAsync("run", "demo.yaml"));
    }

    [Fact]
    public async Task Run_BadFile_PrintsTheReadersLinesAndExitsWithTwo()
    {
        Assert.Equal(2, await _bench.RunAsync("run", "bad.yaml", "--json"));
        Assert.Equal("", _bench.Out);
        Assert.Equal(
            "sweep: bad.yaml:2:1: unknown key 'metod'; did you mean 'method'?\nsweep: bad.yaml:7:3: epochs must be at least 1.\n",
            _bench.Error);
        Assert.Empty(_bench.Home.Calls);
    }

    [Fact]
    public async Task Run_SweepThatNoSlotOfThisMachineFits_SaysWhyAndExitsWithTwo()
    {
        Assert.Equal(2, await _bench.RunAsync("run", "large.yaml", "--devices", "cpu:2"));
        Assert.Matches("With --devices cpu:2 the sweep cannot run here: it needs a slot with 1024 TiB of memory, and the largest has .* GiB", _bench.Error);
        Assert.Empty(_bench.Home.Calls);
    }

    [Fact]
    public async Task Run_BusyHome_SaysWhoHoldsItAndExitsWithTwo()
    {
        _bench.Home.HeldBy = "sweep run (process 4711)";
        Assert.Equal(2, await _bench.RunAsync("run", "demo.yaml"));
        Assert.Contains("sweep: The home is held by sweep run (process 4711)", _bench.Error, StringComparison.Ordinal);
        Assert.Equal("", _bench.Out);
    }

    [Fact]
    public async Task Run_InterruptedRunOfTheSameFile_GoesOnWithIt()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline()];
        _bench.Sweep.Append(Log.Submitted);
        Attempt(0);
        var running = _bench.RunAsync("run", "demo.yaml");
        Finish(SweepStatus.Completed, attempt: 2);
        Assert.Equal(0, await running);
        Assert.Empty(_bench.Home.Catalog.Submitted);
        Assert.Empty(_bench.Sweep.Calls);
        Assert.Contains("going on with demo-1: 3 of 14 trials done\n", _bench.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("trial #0 started", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("trial #0 goes on", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("slots 40.0 % busy", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PausedRunOfTheSameFile_ResumesIt()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline(SweepStatus.Paused)];
        _bench.Sweep.Snapshot = Samples.Running with { Status = SweepStatus.Paused };
        var running = _bench.RunAsync("run", "demo.yaml");
        Assert.Equal(["resume"], _bench.Sweep.Calls);
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task Run_WithNew_SubmitsAndMentionsTheOtherOne()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline(id: "demo-0")];
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await _bench.RunAsync("run", "demo.yaml", "--new"));
        Assert.Single(_bench.Home.Catalog.Submitted);
        Assert.Contains("note: demo-0 has the same name and is unfinished", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PausedSweepOfTheSameNameAndAnotherSpec_IsMentioned()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline(SweepStatus.Paused, "another-hash", "demo-0")];
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await _bench.RunAsync("run", "demo.yaml"));
        Assert.Single(_bench.Home.Catalog.Submitted);
        Assert.Contains("note: demo-0 has the same name and is unfinished", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FeedThatBreaks_GoesOnAfterTheLastEventSeen()
    {
        _bench.Sweep.Append(Log.Submitted);
        var running = _bench.RunAsync("run", "demo.yaml");
        _bench.Sweep.BreakFeed(new EnumerationAbortedException("the silo left"));
        Finish(SweepStatus.Completed);
        Assert.Equal(0, await _bench.DriveAsync(running));
        Assert.Equal([1, 2], _bench.Sweep.WatchedFrom);
    }

    [Fact]
    public async Task Run_FeedThatIsLostForGood_FailsWithAdvice()
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.BreakFeed(new EnumerationAbortedException("the silo left"));
        _bench.Sweep.FeedFailure = new TimeoutException("no answer");
        Assert.Equal(1, await _bench.DriveAsync(_bench.RunAsync("run", "demo.yaml")));
        Assert.Contains("sweep: The sweep's events stopped coming (no answer)", _bench.Error, StringComparison.Ordinal);
        Assert.Contains("dispose", _bench.Home.Calls);
    }

    [Fact]
    public async Task Run_CallsThatTimeOut_AreRepeated()
    {
        Finish(SweepStatus.Completed);
        _bench.Sweep.Failures.Enqueue(new TimeoutException());
        _bench.Sweep.Failures.Enqueue(new SiloUnavailableException());
        Assert.Equal(0, await _bench.DriveAsync(_bench.RunAsync("run", "demo.yaml")));
    }

    [Theory]
    [InlineData(130)]
    [InlineData(143)]
    public async Task Run_SignalWhileTrialsRun_PausesDrainsAndSaysHowToGoOn(int exitCode)
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.OnPause = () =>
        {
            _bench.Sweep.Append(new SweepPaused());
            Stop(running: 0);
        };
        var running = _bench.RunAsync("run", "demo.yaml", "--json");
        _bench.Signals.Send((StopSignal)exitCode);
        Assert.Equal(exitCode, await _bench.DriveAsync(running));
        Assert.Equal(["pause"], _bench.Sweep.Calls);
        Assert.Equal(["start auto", "serve demo-1", "dispose"], _bench.Home.Calls);
        Assert.Contains("paused demo-1; go on with: sweep run demo.yaml\n", _bench.Error, StringComparison.Ordinal);
        Assert.Equal("paused", _bench.Document.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Run_SignalWhileATrialDoesNotStop_GivesUpAfterHalfAMinute()
    {
        _bench.Sweep.Append(Log.Submitted);
        var began = _bench.Time.GetUtcNow();
        var running = _bench.RunAsync("run", "demo.yaml");
        _bench.Signals.Send(StopSignal.Interrupt);
        Assert.Equal(130, await _bench.DriveAsync(running));
        Assert.InRange(_bench.Time.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.MaxValue);
        Assert.Contains("paused demo-1 (still running: 1;", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SecondSignal_ExitsAtOnce()
    {
        _bench.Sweep.Append(Log.Submitted);
        var running = _bench.RunAsync("run", "demo.yaml");
        _bench.Signals.Send(StopSignal.Interrupt);
        _bench.Signals.Send(StopSignal.Interrupt);
        Assert.Equal([StopSignal.Interrupt], _bench.Signals.Exits);
        await _bench.DriveAsync(running);
    }

    [Fact]
    public async Task Run_SignalWhileTheClusterStarts_StopsWithoutASweep()
    {
        _bench.Home.OnStart = starting => Task.Delay(Timeout.Infinite, starting);
        var running = _bench.RunAsync("run", "demo.yaml");
        _bench.Signals.Send(StopSignal.Interrupt);
        Assert.Equal(130, await running);
        Assert.Contains("stopped before the sweep began", _bench.Out, StringComparison.Ordinal);
        Assert.Empty(_bench.Home.Catalog.Submitted);
    }

    [Fact]
    public async Task Run_SweepThatEndsWhileItIsPaused_CountsAsEnded()
    {
        _bench.Sweep.Append(Log.Submitted);
        _bench.Sweep.OnPause = () => Finish(SweepStatus.Completed);
        var running = _bench.RunAsync("run", "demo.yaml");
        _bench.Signals.Send(StopSignal.Interrupt);
        Assert.Equal(0, await _bench.DriveAsync(running));
    }

    private void Attempt(int trial, int attempt = 1)
    {
        _bench.Sweep.Append(Log.Suggested(trial), 100 * attempt);
        _bench.Sweep.Append(Log.Started(trial, attempt, attempt > 1 ? 1 : 0), 100 * attempt);
        _bench.Sweep.Append(Log.Reported(trial, 9, 0.8912, seconds: 8, attempt: attempt), (100 * attempt) + 8);
        _bench.Sweep.Append(Log.Ended(trial, AttemptOutcome.Completed, attempt), (100 * attempt) + 10);
    }

    private void Finish(SweepStatus status, int attempt = 1)
    {
        if (_bench.Sweep.Snapshot.Sequence == 0)
        {
            _bench.Sweep.Append(Log.Submitted);
        }

        Attempt(0, attempt);
        _bench.Sweep.Append(new SweepFinished(status, "all 14 trials are over"));
        _bench.Sweep.Snapshot = Samples.Completed with { Status = status, Sequence = _bench.Sweep.Snapshot.Sequence };
    }

    private void Stop(int running) => _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with
    {
        Trials = _bench.Sweep.Snapshot.Trials with { Running = running },
    };
}

using System.Runtime.InteropServices;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>What survives when real processes are killed or stopped.</summary>
public sealed partial class KillTests : IDisposable
{
    private const int SigKill = 9;
    private const int SigStop = 19;
    private const int SigInt = 2;

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Run_WholeTreeKilled_GoesOnWithoutLoss()
    {
        var file = _home.WriteScripted("""
            steps: {value: 5}
            step_ms: {value: 200}
            value: {min: 0.1, max: 0.9}
            """, "method: random\nrun_cap: 6");
        IReadOnlyList<SweepEvent> before;
        using (var first = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:2"))
        {
            await Eventually.TrueAsync(() => IsInTheMiddle(EventsOrNone()), () => $"the sweep did not get far\n{first.Errors}");
            await first.KillTreeAsync();
            before = _home.Events("scripted-1");
        }

        var second = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:2");

        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal("scripted-1", second.Json.GetProperty("sweep").GetString());
        Assert.Equal(6, second.Json.GetProperty("trials").GetProperty("completed").GetInt32());
        var after = _home.Events("scripted-1");
        Assert.Equal(before.Select(Json), after.Take(before.Count).Select(Json));
        AssertEveryTrialCompletedOnce(after, 6);
        AssertResumedFromLastCheckpoint(after, [.. RunningAtTheEndOf(before)]);
    }

    [Fact]
    public async Task Run_TrialProcessKilled_RetriesThatTrialFromItsCheckpoint()
    {
        var file = _home.WriteScripted("""
            steps: {value: 6}
            step_ms: {value: 300}
            value: {min: 0.1, max: 0.9}
            """, "method: random\nrun_cap: 2\nlimits: {max_concurrent_trials: 1}");
        using var run = SweepRun.Start(_home, "run", file, "--json", "--devices", "cpu:1");
        await Eventually.TrueAsync(() => EventsOrNone().OfType<CheckpointSaved>().Any(), () => $"no checkpoint came\n{run.Errors}");

        Signal(Assert.Single(run.Children), SigKill);
        var finished = await run.FinishAsync();

        Assert.True(finished.ExitCode == 0, finished.ToString());
        var events = _home.Events("scripted-1");
        var failed = Assert.Single(events.OfType<AttemptEnded>(), ended => ended.Outcome is FailedOutcome);
        Assert.Contains("SIGKILL", ((FailedOutcome)failed.Outcome).Detail, StringComparison.Ordinal);
        AssertEveryTrialCompletedOnce(events, 2);
        AssertResumedFromLastCheckpoint(events, [failed.Trial]);
    }

    [Fact]
    public async Task Run_TrialProcessStopped_WatchdogEndsItAndTheTrialGoesOn()
    {
        var file = _home.WriteScripted("""
            steps: {value: 6}
            step_ms: {value: 300}
            """, "method: random\nrun_cap: 1\nretries: {progress_timeout: 3s}");
        var environment = new Dictionary<string, string> { ["SWEEP_Silo__HangFloor"] = "00:00:02" };
        using var run = SweepRun.Start(_home, environment, "run", file, "--json", "--devices", "cpu:1");
        await Eventually.TrueAsync(() => EventsOrNone().OfType<CheckpointSaved>().Any(), () => $"no checkpoint came\n{run.Errors}");

        Signal(Assert.Single(run.Children), SigStop);
        var finished = await run.FinishAsync();

        Assert.True(finished.ExitCode == 0, finished.ToString());
        var events = _home.Events("scripted-1");
        var failed = Assert.Single(events.OfType<AttemptEnded>(), ended => ended.Outcome is FailedOutcome);
        Assert.Equal(FailureReason.Hung, ((FailedOutcome)failed.Outcome).Reason);
        AssertResumedFromLastCheckpoint(events, [0]);
    }

    [Fact]
    public async Task Run_InterruptedOnce_PausesAtACheckpointAndGoesOnLater()
    {
        var file = _home.WriteScripted("""
            steps: {value: 16}
            step_ms: {value: 300}
            """, "method: random\nrun_cap: 2");
        using (var run = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:1"))
        {
            await Eventually.TrueAsync(() => EventsOrNone().OfType<CheckpointSaved>().Any(), () => $"no checkpoint came\n{run.Errors}");
            var children = run.Children;
            Signal(run.Id, SigInt);
            var paused = await run.FinishAsync();

            Assert.True(paused.ExitCode == 130, paused.ToString());
            Assert.Contains("paused scripted-1", paused.Output + paused.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(children, ProcessTree.IsAlive);
        }

        Assert.All(_home.Events("scripted-1").OfType<AttemptEnded>(), ended => Assert.IsType<PausedOutcome>(ended.Outcome));
        var finished = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");
        Assert.True(finished.ExitCode == 0, finished.ToString());
        AssertResumedFromLastCheckpoint(_home.Events("scripted-1"), [0]);
    }

    [Fact]
    public async Task Run_ProgramThatStartsSlowerThanALeaseLasts_KeepsItsLease()
    {
        var file = _home.WriteProgram(
            ["/bin/sh", "-c", $"sleep 5; exec '{Repository.ScriptedTrial}'"], "steps: {value: 2}", "method: random\nrun_cap: 1");
        var environment = new Dictionary<string, string>
        {
            ["SWEEP_Sweep__LeaseDuration"] = "00:00:02",
            ["SWEEP_Sweep__LeaseGrace"] = "00:00:01",
            ["SWEEP_Silo__RenewInterval"] = "00:00:00.500",
        };
        using var run = SweepRun.Start(_home, environment, "run", file, "--json", "--devices", "cpu:1");

        var finished = await run.FinishAsync();

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.IsType<CompletedOutcome>(Assert.Single(_home.Events("scripted-1").OfType<AttemptEnded>()).Outcome);
    }

    private static string Json(SweepEvent e) => JsonSerializer.Serialize(e, SweepJson.Options);

    private static bool IsInTheMiddle(IReadOnlyList<SweepEvent> events) =>
        events.OfType<AttemptEnded>().Count() >= 2
        && RunningAtTheEndOf(events).Any(trial => events.OfType<AttemptReported>().Any(report => report.Trial == trial));

    private static IEnumerable<int> RunningAtTheEndOf(IReadOnlyList<SweepEvent> events) =>
        events.OfType<AttemptStarted>().Select(started => started.Trial)
            .Except(events.OfType<AttemptEnded>().Select(ended => ended.Trial));

    private static void AssertEveryTrialCompletedOnce(IReadOnlyList<SweepEvent> events, int trials)
    {
        var completed = events.OfType<AttemptEnded>().Where(ended => ended.Outcome is CompletedOutcome).Select(ended => ended.Trial);
        Assert.Equal(Enumerable.Range(0, trials), completed.Order());
        foreach (var end in events.OfType<AttemptEnded>().Where(ended => ended.Outcome is CompletedOutcome))
        {
            Assert.DoesNotContain(events.OfType<AttemptStarted>(), started => started.Trial == end.Trial && started.Attempt > end.Attempt);
        }
    }

    private static void AssertResumedFromLastCheckpoint(IReadOnlyList<SweepEvent> events, IReadOnlyList<int> trials)
    {
        Assert.NotEmpty(trials);
        foreach (var trial in trials)
        {
            var again = events.OfType<AttemptStarted>().Single(started => started.Trial == trial && started.Attempt == 2);
            var last = events.TakeWhile(e => e != again).OfType<CheckpointSaved>().LastOrDefault(saved => saved.Trial == trial);
            Assert.Equal(last?.Checkpoint.Step ?? 0, again.FromStep);
        }
    }

    private IReadOnlyList<SweepEvent> EventsOrNone() => _home.HasEvents ? _home.Events("scripted-1") : [];

    internal static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

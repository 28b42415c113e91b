using System.Text.RegularExpressions;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>Whole sweeps on the embedded cluster: real grains, real database, real trial processes.</summary>
public sealed class WholeSweepTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private const int Steps = 40;

    /// <summary>Long enough for a test to do something in its middle.</summary>
    private static readonly (string, object)[] LongScript = [("steps", Steps), ("step_ms", 20)];

    [Fact]
    public async Task Sweep_WithoutTrouble_Completes()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(4));

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var trials = await sweep.Grain.GetTrials();
        Assert.Equal(4, trials.Length);
        Assert.All(trials, trial => Assert.Equal((TrialStatus.Completed, 1, 3), (trial.Status, trial.Attempt, trial.Step)));
        Assert.All(trials, trial => Assert.Equal([0.51, 0.52, 0.53], trial.Curve));
        Assert.True(File.Exists(cluster.Home.CheckpointFile(trials[0].Checkpoint!.Path)));
    }

    [Theory]
    [InlineData("crash", FailureReason.Crashed, "SIGABRT")]
    [InlineData("exit", FailureReason.Crashed, "exit code 3; its last line was: the script says exit")]
    [InlineData("error", FailureReason.ProgramError, "without a word")]
    [InlineData("hang", FailureReason.Hung, "no sign of life")]
    public async Task Trial_AttemptFails_IsRetriedFromItsCheckpoint(string fault, FailureReason reason, string detail)
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1, ("fault", fault)));

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var failed = Assert.IsType<FailedOutcome>((await sweep.OutcomesAsync())[0]);
        Assert.Equal(reason, failed.Reason);
        Assert.Contains(detail, failed.Detail);
        Assert.Equal([(1, 0, "1"), (2, 1, "2 3")], (await sweep.AttemptsAsync()).Select(Show));
        Assert.Equal([0.51, 0.52, 0.53], (await sweep.TrialAsync()).Curve);
    }

    [Fact]
    public async Task Trial_Hangs_ItsStacksAreKept()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1, ("fault", "hang")));

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var hung = Assert.IsType<FailedOutcome>((await sweep.OutcomesAsync())[0]);
        Assert.EndsWith("its stacks are beside its checkpoints in stacks.txt", hung.Detail);
        var stacks = File.ReadAllLines(cluster.Home.CheckpointFile($"{sweep.Id}/0/attempt-1/stacks.txt"));
        Assert.Matches("^process [0-9]+: .*ScriptedTrial", stacks[0]);
        Assert.Matches("^  thread [0-9]+: .*, S .sleeping., ", stacks[1]);
        Assert.Contains(stacks, line => line.StartsWith("      ", StringComparison.Ordinal) && line.Contains("ManualResetEventSlim.Wait"));
        Assert.Contains(stacks, line => line.StartsWith("      ", StringComparison.Ordinal) && line.Contains("Program."));
    }

    [Fact]
    public async Task Trial_KeepsFailing_FailsAfterItsRestarts()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1, ("fault", "exit"), ("fault_step", 1), ("fault_attempts", 99)));

        await sweep.HasBecomeAsync(SweepStatus.Failed);

        Assert.Equal(4, (await sweep.TrialAsync()).Attempt);
        Assert.Contains("exit code 3", (await sweep.Grain.GetSnapshot()).Reason);
    }

    [Fact]
    public async Task Trial_CannotBeTrained_FailsAtOnceAndTheSweepGoesOn()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Faults("infeasible", "diverge", "none"));

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var trials = (await sweep.Grain.GetTrials()).ToDictionary(trial => trial.Parameters["fault"]!.Value.Text!);
        Assert.All(trials.Values, trial => Assert.Equal(1, trial.Attempt));
        Assert.Equal("Infeasible: the parameter set cannot be trained", trials["infeasible"].Reason);
        Assert.Equal("Diverged: training diverged", trials["diverge"].Reason);
        Assert.Equal(TrialStatus.Completed, trials["none"].Status);
    }

    [Fact]
    public async Task Trial_PrintsGarbage_IsNotDisturbed()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1, ("fault", "garbage")));

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        Assert.Equal(1, (await sweep.TrialAsync()).Attempt);
        Assert.Contains("not json at all", cluster.Log);
    }

    [Theory]
    [InlineData("KILL", FailureReason.Crashed)]
    [InlineData("STOP", FailureReason.Hung)]
    public async Task Trial_ProcessStruckFromOutside_IsRetriedFromItsCheckpoint(string signal, FailureReason reason)
    {
        var sweep = await cluster.RunToStepAsync(3, LongScript);
        var process = cluster.ProcessOf(sweep);

        Programs.Signal(signal, process);

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.False(Programs.IsRunning(process));
        Assert.Equal(reason, Assert.IsType<FailedOutcome>((await sweep.OutcomesAsync())[0]).Reason);
        await AssertWentOnAsync(sweep);
    }

    [Fact]
    public async Task Cancel_RunningSweep_StopsItsTrialsAndFreesTheSlots()
    {
        var sweep = await cluster.RunToStepAsync(2, LongScript);
        var process = cluster.ProcessOf(sweep);

        await sweep.Grain.Cancel();

        await sweep.HasBecomeAsync(SweepStatus.Canceled);
        Assert.Equal(TrialStatus.Canceled, (await sweep.TrialAsync()).Status);
        Assert.True(Programs.IsRunning(process), "a process that stopped as told is kept for the next trial");
        await CompleteAnotherAsync();
    }

    [Fact]
    public async Task PauseAndResume_RunningSweep_GoesOnFromItsCheckpoints()
    {
        var sweep = await cluster.RunToStepAsync(3, LongScript);

        await sweep.Grain.Pause();
        await sweep.TrialHasBecomeAsync(TrialStatus.Paused);
        await sweep.Grain.Resume();

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.Equal([AttemptOutcome.Paused, AttemptOutcome.Completed], await sweep.OutcomesAsync());
        await AssertWentOnAsync(sweep);
    }

    [Fact]
    public async Task Grains_DeactivatedMidTrial_TheTrialGoesOnInTheSameProcess()
    {
        const int Longer = 100;
        var sweep = await cluster.RunToStepAsync(2, ("steps", Longer), ("step_ms", 20));
        var process = cluster.ProcessOf(sweep);
        for (var round = 1; round <= 3; round++)
        {
            await Eventually.True(() => DeactivateAllAsync(sweep, round), "the sweep's grain has come back from its log");
            await sweep.HasReportedAsync((await sweep.TrialAsync()).Step + 2);
            Assert.Equal(process, cluster.ProcessOf(sweep));
        }

        await sweep.HasBecomeAsync(SweepStatus.Completed);

        Assert.Equal([(1, 0, string.Join(' ', Enumerable.Range(1, Longer)))], (await sweep.AttemptsAsync()).Select(Show));
    }

    [Fact]
    public async Task Trial_LastsTooLong_IsKilledAndNotRetriedForever()
    {
        var spec = ScriptedSweeps.Spec(1, ("steps", 1000), ("step_ms", 20));
        var sweep = await cluster.SubmitAsync(spec with
        {
            Retries = new RetriesSpec(MaxRestarts: 1) { MaxTrialDuration = TimeSpan.FromSeconds(1) },
        });

        await sweep.HasBecomeAsync(SweepStatus.Failed);

        Assert.Equal(2, (await sweep.TrialAsync()).Attempt);
        Assert.Equal("TimedOut: the attempt lasted longer than 1 s", (await sweep.TrialAsync()).Reason);
    }

    [Fact]
    public async Task Attempt_SupersededWhileItRuns_IsKilledAndItsSlotWorksOn()
    {
        var sweep = await cluster.RunToStepAsync(3, LongScript);
        var process = cluster.ProcessOf(sweep);

        await sweep.Grain.EndAttempt(cluster.AttemptOf(sweep), AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        await Eventually.True(() => !Programs.IsRunning(process), "the superseded process is gone");
        await AssertWentOnAsync(sweep);
        Assert.Equal(2, (await sweep.TrialAsync()).Attempt);
        await CompleteAnotherAsync();
    }

    [Fact]
    public async Task Attempt_FolderCannotBeMade_IsTriedAgainWithoutHarmToTheSlot()
    {
        var obstacle = Path.Combine(cluster.Home.CheckpointDirectory, "blocked-1");
        File.WriteAllText(obstacle, "not a folder");
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1) with { Name = "blocked" });
        await Eventually.True(() => cluster.Log.Contains(obstacle), "the slot has stumbled over the obstacle");

        File.Delete(obstacle);

        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.Equal(1, (await sweep.TrialAsync()).Attempt);
    }

    [Fact]
    public async Task Trainer_CannotBeStarted_IsSaidInTheLogAndProgramTasksRunAllTheSame()
    {
        await CompleteAnotherAsync();

        Assert.Contains("Slot local/cpu:0 has no trial process: The trial program could not be started", cluster.Log);
        Assert.Contains("Slot local/cpu:1 has no trial process: The trial program could not be started", cluster.Log);
    }

    /// <summary>Deactivates every grain that is not in the middle of a call; true when the sweep's has come back often enough.</summary>
    private async Task<bool> DeactivateAllAsync(SubmittedSweep sweep, int times)
    {
        var management = cluster.Local.Grains.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await sweep.Grain.GetSnapshot();
        return Regex.Count(cluster.Log, $"Sweep {sweep.Id} is active at event") >= times;
    }

    /// <summary>Both slots still work, and no attempt of theirs is lost.</summary>
    private async Task CompleteAnotherAsync()
    {
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(6));
        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.All(await sweep.OutcomesAsync(), outcome => Assert.Equal(AttemptOutcome.Completed, outcome));
        Assert.Equal(2, (await sweep.LogAsync()).OfType<AttemptStarted>().Select(started => started.Slot).Distinct().Count());
    }

    /// <summary>The second attempt went on where the first had its last checkpoint, and the curve is that of an undisturbed trial.</summary>
    private static async Task AssertWentOnAsync(SubmittedSweep sweep)
    {
        var attempts = (await sweep.AttemptsAsync()).ToList();
        Assert.Equal(2, attempts.Count);
        Assert.InRange(attempts[1].FromStep, 3, Steps - 1);
        Assert.Equal(Enumerable.Range(attempts[1].FromStep + 1, Steps - attempts[1].FromStep), attempts[1].Steps);
        Assert.Equal(Enumerable.Range(1, Steps).Select(step => Math.Round(0.5 + (0.01 * step), 6)), (await sweep.TrialAsync()).Curve);
    }

    private static (int, int, string) Show((int Attempt, int FromStep, int[] Steps) attempt) =>
        (attempt.Attempt, attempt.FromStep, string.Join(' ', attempt.Steps));
}

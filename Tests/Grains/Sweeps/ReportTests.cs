using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Reports, checkpoints, renewals and ends of attempts.</summary>
public abstract class ReportTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task Report_Answered_IsInTheStore()
    {
        var sweep = await cluster.SubmitAsync("report-1");
        var lease = await sweep.LeaseAsync();

        var reply = await sweep.ReportAsync(lease, 1, 0.7);

        var reported = Assert.IsType<AttemptReported>((await sweep.LogAsync())[^1]);
        Assert.Equal((1, 1, Specs.Score(0.7)), (reported.Attempt, reported.Step, reported.Metrics));
        Assert.Equal(Directive.Continue, reply.Directive);
    }

    [Fact]
    public async Task Report_WhileTheCommitWaits_IsNotAnswered()
    {
        var sweep = await cluster.SubmitAsync("report-2");
        var lease = await sweep.LeaseAsync();
        var gate = cluster.Faults.HoldNext("report-2");

        var report = sweep.ReportAsync(lease, 1);
        await gate.Reached;
        var repetition = sweep.ReportAsync(lease, 1);
        var renewal = sweep.Grain.Renew(lease.Attempt);
        Assert.Equal(1, (await sweep.Grain.GetTrials())[0].Attempt);
        Assert.False(report.IsCompleted || repetition.IsCompleted || renewal.IsCompleted);
        gate.Open();

        Assert.All(await Task.WhenAll(report, repetition, renewal), reply => Assert.Equal(Directive.Continue, reply.Directive));
        Assert.Single(await sweep.KindsAsync(), "AttemptReported");
    }

    [Fact]
    public async Task Report_Repeated_HasTheEffectOfOne()
    {
        var sweep = await cluster.SubmitAsync("report-3");
        var lease = await sweep.LeaseAsync();
        var first = await sweep.ReportWithCheckpointAsync(lease, 1);

        var second = await sweep.ReportWithCheckpointAsync(lease, 1);

        Assert.Equal(first, second);
        Assert.Single(await sweep.KindsAsync(), "AttemptReported");
        Assert.Single(await sweep.KindsAsync(), "CheckpointSaved");
    }

    [Fact]
    public async Task Report_WithACheckpoint_RegistersBothTogether()
    {
        var sweep = await cluster.SubmitAsync("report-4");
        var lease = await sweep.LeaseAsync();

        await sweep.ReportWithCheckpointAsync(lease, 1);

        Assert.Equal(["CheckpointSaved", "AttemptReported"], (await sweep.KindsAsync()).TakeLast(2));
        var trial = await sweep.TrialAsync();
        Assert.Equal((Specs.Checkpoint(1, 1), Specs.Checkpoint(1, 1)), (trial.Checkpoint, trial.BestCheckpoint));
    }

    [Fact]
    public async Task Report_WithACheckpointSavedJustBefore_IsAccepted()
    {
        var sweep = await cluster.SubmitAsync("report-5");
        var lease = await sweep.LeaseAsync();
        await sweep.Grain.SaveCheckpoint(lease.Attempt, Specs.Checkpoint(1, 1));

        var reply = await sweep.ReportWithCheckpointAsync(lease, 1);

        Assert.Equal(Directive.Continue, reply.Directive);
        Assert.Single(await sweep.KindsAsync(), "CheckpointSaved");
        Assert.Single(await sweep.KindsAsync(), "AttemptReported");
    }

    [Fact]
    public async Task SaveCheckpoint_Repeated_HasTheEffectOfOne()
    {
        var sweep = await cluster.SubmitAsync("report-6");
        var lease = await sweep.LeaseAsync();

        await sweep.Grain.SaveCheckpoint(lease.Attempt, Specs.Checkpoint(1, 1));
        await sweep.Grain.SaveCheckpoint(lease.Attempt, Specs.Checkpoint(1, 1));

        Assert.Single(await sweep.KindsAsync(), "CheckpointSaved");
    }

    [Fact]
    public async Task AnyMessage_OfAStaleAttempt_IsRefusedAndChangesNothing()
    {
        var sweep = await cluster.SubmitAsync("stale-1");
        var old = await sweep.LeaseAsync(0);
        await sweep.FailAsync(old);
        var current = await sweep.LeaseAsync(1);
        var before = (await sweep.LogAsync()).Count;

        DirectiveReply[] replies =
        [
            await sweep.ReportWithCheckpointAsync(old, 1),
            await sweep.Grain.SaveCheckpoint(old.Attempt, Specs.Checkpoint(1, 1)),
            await sweep.Grain.Renew(old.Attempt),
        ];
        var ended = await sweep.EndAsync(old, AttemptOutcome.Completed);

        Assert.All(replies, reply => Assert.Equal(Directive.Stale, reply.Directive));
        Assert.False(ended);
        Assert.Equal(before, (await sweep.LogAsync()).Count);
        Assert.Equal(Directive.Continue, (await sweep.Grain.Renew(current.Attempt)).Directive);
    }

    [Fact]
    public async Task Renew_RunningSweep_GoesOn()
    {
        var sweep = await cluster.SubmitAsync("renew-1");

        Assert.Equal(Directive.Continue, (await sweep.Grain.Renew((await sweep.LeaseAsync()).Attempt)).Directive);
    }

    [Fact]
    public async Task Renew_PausedSweep_CarriesPause()
    {
        var sweep = await cluster.SubmitAsync("renew-2");
        var lease = await sweep.LeaseAsync();
        await sweep.Grain.Pause();

        Assert.Equal(Directive.Pause, (await sweep.Grain.Renew(lease.Attempt)).Directive);
        Assert.Equal(Directive.Pause, (await sweep.ReportAsync(lease, 1)).Directive);
    }

    [Fact]
    public async Task Renew_CanceledSweep_CarriesCancel()
    {
        var sweep = await cluster.SubmitAsync("renew-3");
        var lease = await sweep.LeaseAsync();
        await sweep.Grain.Cancel();

        Assert.Equal(Directive.Cancel, (await sweep.Grain.Renew(lease.Attempt)).Directive);
    }

    [Fact]
    public async Task Report_WorstAtARung_IsToldToPruneAndSoAreItsRenewals()
    {
        var sweep = await cluster.SubmitAsync("renew-4", Specs.Asha());
        double[] scores = [0.9, 0.8, 0.7, 0.1];
        var leases = await Task.WhenAll(Enumerable.Range(0, scores.Length).Select(sweep.LeaseAsync));
        var worst = leases.Single(lease => lease.Slot.Index == 3);
        var replies = new List<DirectiveReply>();
        foreach (var lease in leases.OrderBy(lease => lease.Slot.Index))
        {
            replies.Add(await sweep.ReportAsync(lease, 1, scores[lease.Slot.Index]));
        }

        Assert.Equal(Directive.Prune, replies[^1].Directive);
        Assert.Equal(Directive.Prune, (await sweep.Grain.Renew(worst.Attempt)).Directive);
        await sweep.EndAsync(worst, AttemptOutcome.Pruned);
        Assert.Equal(TrialStatus.Pruned, (await sweep.TrialAsync(worst.Attempt.Trial.Number)).Status);
    }

    [Fact]
    public async Task EndAttempt_Twice_CountsOnce()
    {
        var sweep = await cluster.SubmitAsync("end-1");
        var lease = await sweep.LeaseAsync();

        Assert.True(await sweep.FailAsync(lease));
        Assert.False(await sweep.FailAsync(lease));

        Assert.Single(await sweep.KindsAsync(), "AttemptEnded");
        Assert.Equal(TrialStatus.Pending, (await sweep.TrialAsync()).Status);
    }

    [Fact]
    public async Task EndAttempt_Failed_IsRetriedFromTheCheckpointUntilMaxRestarts()
    {
        var sweep = await cluster.SubmitAsync("end-2", Specs.Simple() with { Retries = new RetriesSpec(MaxRestarts: 2) });
        var first = await sweep.LeaseAsync();
        await sweep.ReportWithCheckpointAsync(first, 4);
        await sweep.FailAsync(first);
        foreach (var attempt in (int[])[2, 3])
        {
            var retry = await sweep.LeaseAsync();
            Assert.Equal((attempt, Specs.Checkpoint(1, 4)), (retry.Attempt.Number, retry.ResumeFrom));
            await sweep.FailAsync(retry);
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TrialStatus.Failed, (await sweep.TrialAsync()).Status);
        Assert.Equal("Crashed: what was seen", (await sweep.TrialAsync()).Reason);
        Assert.Equal(1, (await sweep.LeaseAsync()).Attempt.Trial.Number);
    }

    [Theory]
    [InlineData(FailureReason.Infeasible)]
    [InlineData(FailureReason.Diverged)]
    public async Task EndAttempt_FailedForGood_IsNotRetried(FailureReason reason)
    {
        var sweep = await cluster.SubmitAsync($"end-{reason}");
        await sweep.FailAsync(await sweep.LeaseAsync(), reason);

        Assert.Equal(TrialStatus.Failed, (await sweep.TrialAsync()).Status);
        Assert.Equal(1, (await sweep.LeaseAsync()).Attempt.Trial.Number);
    }

    [Fact]
    public async Task EndAttempt_LastTrialOfTheCap_FinishesTheSweepInTheSameCommit()
    {
        var sweep = await cluster.SubmitAsync("end-3", Specs.Simple(runCap: 1));
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1, 0.7);

        await sweep.EndAsync(lease, AttemptOutcome.Completed);

        Assert.Equal(["AttemptEnded", "SweepFinished"], (await sweep.KindsAsync()).TakeLast(2));
        Assert.Equal(SweepStatus.Completed, await sweep.StatusAsync());
        Assert.Equal(0.7, (await sweep.Grain.GetSnapshot()).Incumbent!.BestMetrics![Specs.Metric]);
        Assert.Equal("the sweep is over", await sweep.RefusedAsync());
        Assert.Equal(Directive.Stale, (await sweep.Grain.Renew(lease.Attempt)).Directive);
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : ReportTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : ReportTests(cluster);
}

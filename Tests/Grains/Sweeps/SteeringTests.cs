using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Changing a sweep, stopping a trial, and programs outside that ask for trials.</summary>
public abstract class SteeringTests(SweepTestCluster cluster)
{
    private static readonly SlotOffer Outside = SlotOffer.OfProgram("laptop");

    [Fact]
    public async Task StopTrial_RunningAndReported_IsPrunedWhenItsAttemptEnds()
    {
        var sweep = await cluster.SubmitAsync("stop-1");
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);

        await sweep.Grain.StopTrial(0);
        var reply = await sweep.Grain.Renew(lease.Attempt);
        await sweep.EndAsync(lease, AttemptOutcome.Pruned);

        Assert.Equal(Directive.Prune, reply.Directive);
        var trial = await sweep.TrialAsync();
        Assert.Equal((TrialStatus.Pruned, "somebody stopped it"), (trial.Status, trial.Reason));
    }

    [Fact]
    public async Task StopTrial_WaitsForARetryWithoutAReport_IsCanceledAtOnceAndOnlyOnce()
    {
        var sweep = await cluster.SubmitAsync("stop-2");
        await sweep.FailAsync(await sweep.LeaseAsync());

        await sweep.Grain.StopTrial(0);
        await sweep.Grain.StopTrial(0);

        Assert.Equal(TrialStatus.Canceled, (await sweep.TrialAsync()).Status);
        Assert.Single(await sweep.KindsAsync(), nameof(TrialStopped));
    }

    [Fact]
    public async Task StopTrial_NoSuchTrial_SaysSo()
    {
        var sweep = await cluster.SubmitAsync("stop-3");

        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.StopTrial(0));
    }

    [Fact]
    public async Task RetryTrial_Failed_IsTriedFromItsCheckpointWithAllItsRetries()
    {
        var sweep = await cluster.SubmitAsync("retry-1", Specs.Simple() with { Retries = new RetriesSpec(0) });
        var lease = await sweep.LeaseAsync();
        await sweep.ReportWithCheckpointAsync(lease, 3);
        await sweep.FailAsync(lease);
        Assert.Equal(TrialStatus.Failed, (await sweep.Grain.GetTrial(0)).Status);

        await sweep.Grain.RetryTrial(0);
        await sweep.Grain.RetryTrial(0);
        await cluster.DeactivateAsync(sweep.Grain);
        var again = await sweep.LeaseAsync();
        await sweep.EndAsync(again, AttemptOutcome.Completed);

        Assert.Equal((0, 2, 3), (again.Attempt.Trial.Number, again.Attempt.Number, again.ResumeFrom?.Step));
        Assert.Equal((TrialStatus.Completed, 1), ((await sweep.Grain.GetTrial(0)).Status, (await sweep.Grain.GetTrial(0)).Rank));
        Assert.Single(await sweep.KindsAsync(), nameof(TrialRetried));
    }

    [Fact]
    public async Task RetryTrial_NotFailedOrSweepIsOver_SaysSo()
    {
        var sweep = await cluster.SubmitAsync("retry-2", Specs.Simple() with { Retries = new RetriesSpec(0) });
        await sweep.EndAsync(await sweep.LeaseAsync(), AttemptOutcome.Completed);
        await sweep.FailAsync(await sweep.LeaseAsync());

        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.RetryTrial(2));
        Assert.Contains("Completed", (await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.RetryTrial(0))).Message, StringComparison.Ordinal);
        await sweep.Grain.Cancel();
        Assert.Contains("over", (await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.RetryTrial(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTrial_Unknown_SaysSo()
    {
        var sweep = await cluster.SubmitAsync("unknown-trial-1");

        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.GetTrial(0));
    }

    [Fact]
    public async Task Change_OfLimits_HoldsFromThenOnAndAfterAReplay()
    {
        var sweep = await cluster.SubmitAsync("change-1", Specs.Simple(runCap: 1));
        var lease = await sweep.LeaseAsync();
        Assert.Contains("run_cap of 1", await sweep.RefusedAsync(1));

        await sweep.Grain.Change(new SweepChange(RunCap: 2, Weight: 3));
        await sweep.Grain.Change(new SweepChange(RunCap: 2));
        await sweep.LeaseAsync(1);

        Assert.Contains("run_cap of 2", await sweep.RefusedAsync(2));
        Assert.Single(await sweep.KindsAsync(), nameof(SweepChanged));
        Assert.Equal(3, (await sweep.Grain.GetSnapshot()).Spec.Resources.Weight);
        Assert.Equal(1, lease.Attempt.Number);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(null, 101, null)]
    [InlineData(null, null, 0.0)]
    public async Task Change_OutOfRange_IsRefused(int? runCap, int? priority, double? weight)
    {
        var sweep = await cluster.SubmitAsync(FormattableString.Invariant($"change-2-{runCap}-{priority}-{weight}"));

        await Assert.ThrowsAsync<ArgumentException>(
            () => sweep.Grain.Change(new SweepChange(RunCap: runCap, Priority: priority, Weight: weight)));
        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task GetTrialEvents_OfOneTrial_HoldsItsOwnAlone()
    {
        var sweep = await cluster.SubmitAsync("events-1");
        var first = await sweep.LeaseAsync();
        var second = await sweep.LeaseAsync(1);
        await sweep.ReportAsync(first, 1);
        await sweep.ReportAsync(second, 1);
        await sweep.EndAsync(second, AttemptOutcome.Completed);

        var events = await sweep.Grain.GetTrialEvents(1);

        Assert.Equal(
            [typeof(TrialSuggested), typeof(AttemptStarted), typeof(AttemptReported), typeof(AttemptEnded)],
            events.Select(e => e.GetType()));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.GetTrialEvents(2));
    }

    [Fact]
    public async Task AcquireLease_OfAProgramOutside_IsGrantedByExternalSweepsAloneAndTheSameAgain()
    {
        var external = await cluster.SubmitAsync("outside-1", Specs.Simple() with { Task = new ExternalTask() });
        var ordinary = await cluster.SubmitAsync("outside-2");

        var lease = Assert.IsType<LeaseGranted>(await external.Grain.AcquireLease(Outside)).Lease;
        var again = Assert.IsType<LeaseGranted>(await external.Grain.AcquireLease(Outside)).Lease;

        Assert.Equal((lease.Id, Specs.Simple().Retries.ProgressTimeout), (again.Id, again.Duration));
        Assert.Contains("outside", await external.RefusedAsync());
        Assert.Contains("external", Assert.IsType<LeaseRefused>(await ordinary.Grain.AcquireLease(Outside)).Reason);
    }

    [Fact]
    public async Task AcquireLease_ProgramOutsideIsSilent_ItsTrialGoesToTheNext()
    {
        var sweep = await cluster.SubmitAsync("outside-3", Specs.Simple() with { Task = new ExternalTask() });
        var lost = Assert.IsType<LeaseGranted>(await sweep.Grain.AcquireLease(Outside)).Lease;

        cluster.Time.Advance(lost.Duration + TimeSpan.FromMinutes(1));
        await Eventually.True(async () => (await sweep.TrialAsync()).Status == TrialStatus.Pending, "the silent program has lost its trial");
        var next = Assert.IsType<LeaseGranted>(await sweep.Grain.AcquireLease(SlotOffer.OfProgram("desktop"))).Lease;

        Assert.Equal((0, 2), (next.Attempt.Trial.Number, next.Attempt.Number));
        Assert.Equal(Directive.Stale, (await sweep.ReportAsync(lost, 1)).Directive);
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : SteeringTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : SteeringTests(cluster);
}

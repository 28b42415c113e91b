using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>What a sweep grain may lose: its activation, and a commit.</summary>
public abstract class RecoveryTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task Deactivate_MidAttempt_AttemptGoesOn()
    {
        var sweep = await cluster.SubmitAsync("moved-1");
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);

        await cluster.DeactivateAsync(sweep.Grain);

        Assert.Equal(Directive.Continue, (await sweep.ReportAsync(lease, 2)).Directive);
        Assert.Equal(lease.Id, (await sweep.LeaseAsync()).Id);
        Assert.True(await sweep.EndAsync(lease, AttemptOutcome.Completed));
        Assert.Single(await sweep.KindsAsync(), "AttemptStarted");
    }

    [Fact]
    public async Task Deactivate_BetweenAllCalls_LogIsTheSameAsUndisturbed()
    {
        var calm = await PlayAsync("calm-1", _ => Task.CompletedTask);

        var disturbed = await PlayAsync("disturbed-1", sweep => cluster.DeactivateAsync(sweep.Grain));

        Assert.Equal(calm, disturbed);
    }

    [Fact]
    public async Task Deactivate_LeaseRunningOut_IsGivenAFreshOne()
    {
        var sweep = await cluster.SubmitAsync("moved-2");
        var lease = await sweep.LeaseAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(29));

        await cluster.DeactivateAsync(sweep.Grain);
        await sweep.Grain.GetSnapshot();
        cluster.Time.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal(Directive.Continue, (await sweep.Grain.Renew(lease.Attempt)).Directive);
    }

    [Fact]
    public async Task Activate_AttemptOfASiloThatIsNoMember_IsAbandonedAtOnce()
    {
        var sweep = await cluster.SubmitAsync("moved-3");
        var foreign = new SlotOffer(sweep.Offer().Slot, "127.0.0.1:1@1", sweep.Offer().Device);
        await sweep.Grain.AcquireLease(foreign);

        await cluster.DeactivateAsync(sweep.Grain);
        await sweep.Grain.GetSnapshot();

        var ended = Assert.IsType<AttemptEnded>((await sweep.LogAsync())[^1]);
        Assert.Equal(AttemptOutcome.Abandoned(AbandonReason.SiloLost), ended.Outcome);
    }

    [Fact]
    public async Task Report_CommitFails_CallerIsToldAndTheRepetitionCounts()
    {
        var sweep = await cluster.SubmitAsync("fault-1");
        var lease = await sweep.LeaseAsync();
        cluster.Faults.FailNext("fault-1");

        var failure = await Assert.ThrowsAsync<IOException>(() => sweep.ReportWithCheckpointAsync(lease, 1));
        Assert.Contains(StoreFaults.DiskFull, failure.Message);
        var reply = await sweep.ReportWithCheckpointAsync(lease, 1);

        Assert.Equal(Directive.Continue, reply.Directive);
        Assert.Equal(
            ["SweepSubmitted", "TrialSuggested", "AttemptStarted", "CheckpointSaved", "AttemptReported"], await sweep.KindsAsync());
    }

    [Fact]
    public async Task AnyCall_WhileAFailedCommitIsPending_FailsTooAndLeavesNoTrace()
    {
        var sweep = await cluster.SubmitAsync("fault-2");
        var (first, second) = (await sweep.LeaseAsync(0), await sweep.LeaseAsync(1));
        var before = (await sweep.LogAsync()).Count;
        var gate = cluster.Faults.HoldNext("fault-2");
        cluster.Faults.FailNext("fault-2");

        var report = sweep.ReportAsync(first, 1);
        await gate.Reached;
        Task[] others = [sweep.ReportAsync(second, 1), sweep.ReportAsync(first, 1), sweep.Grain.Renew(first.Attempt)];
        await sweep.Grain.GetSnapshot();
        gate.Open();

        await Assert.ThrowsAsync<IOException>(() => report);
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<IOException>(() => other);
        }

        Assert.Equal(before, (await sweep.LogAsync()).Count);
        Assert.Equal(0, (await sweep.TrialAsync()).Step);
    }

    [Fact]
    public async Task Commit_OfAnotherActivation_MakesThisOneReadTheLogAgain()
    {
        var sweep = await cluster.SubmitAsync("double-1");
        var lease = await sweep.LeaseAsync();
        var other = new SweepScript("double-1");
        await AdoptAsync(other, sweep);
        await cluster.Database.Store.AppendAsync([other.Append(new SweepPaused())], CancellationToken.None);

        await Assert.ThrowsAsync<IOException>(() => sweep.ReportAsync(lease, 1));
        var reply = await sweep.ReportAsync(lease, 1);

        Assert.Equal(Directive.Pause, reply.Directive);
        Assert.Equal(["SweepPaused", "AttemptReported"], (await sweep.KindsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task EndAttempt_WhileTheTickAbandonsAnother_IsAccepted()
    {
        var sweep = await cluster.SubmitAsync("race-1");
        var (first, second) = (await sweep.LeaseAsync(0), await sweep.LeaseAsync(1));
        var gate = cluster.Faults.HoldNext("race-1");
        cluster.Time.Advance(TimeSpan.FromSeconds(36));
        await gate.Reached;

        var ended = sweep.EndAsync(second, AttemptOutcome.Completed);
        await sweep.Grain.GetSnapshot();
        gate.Open();

        Assert.True(await ended);
        Assert.Equal(TrialStatus.Completed, (await sweep.TrialAsync(1)).Status);
        Assert.False(await sweep.EndAsync(first, AttemptOutcome.Completed));
    }

    /// <summary>A short life of a sweep, with something done before each call; the answer is the log without ids of leases.</summary>
    private async Task<IReadOnlyList<string>> PlayAsync(string id, Func<SweepDriver, Task> before)
    {
        var sweep = await cluster.SubmitAsync(id, Specs.Simple(runCap: 2));
        Lease? lease = null;
        Func<Task>[] calls =
        [
            async () => lease = await sweep.LeaseAsync(),
            () => sweep.ReportWithCheckpointAsync(lease!, 1),
            () => sweep.FailAsync(lease!),
            async () => lease = await sweep.LeaseAsync(),
            () => sweep.ReportWithCheckpointAsync(lease!, 2),
            sweep.Grain.Pause,
            () => sweep.EndAsync(lease!, AttemptOutcome.Paused),
            sweep.Grain.Resume,
            async () => lease = await sweep.LeaseAsync(),
            () => sweep.EndAsync(lease!, AttemptOutcome.Completed),
            async () => lease = await sweep.LeaseAsync(),
            () => sweep.ReportAsync(lease!, 1),
            () => sweep.EndAsync(lease!, AttemptOutcome.Completed),
        ];
        foreach (var call in calls)
        {
            await before(sweep);
            await call();
        }

        Assert.Equal(SweepStatus.Completed, await sweep.StatusAsync());
        return [.. (await sweep.LogAsync()).Select(e => e is AttemptStarted started ? $"{started with { LeaseId = default }}" : $"{e}")];
    }

    private static async Task AdoptAsync(SweepScript script, SweepDriver sweep)
    {
        foreach (var e in await sweep.LogAsync())
        {
            script.Engine.Apply(e);
        }
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : RecoveryTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : RecoveryTests(cluster);
}

using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Slots;

namespace SweepCluster.Grains.Tests.Trials;

/// <summary>The trial's agent beside its slot.</summary>
public abstract class TrialGrainTests(SweepTestCluster cluster)
{
    private SlotLedger Ledger => cluster.Service<SlotLedger>();

    [Fact]
    public async Task Begin_FreeSlot_ClaimsItUntilTheEndIsCommitted()
    {
        var (sweep, lease, trial) = await GrantAsync("trial-1");

        Assert.True(await trial.Begin(lease));
        Assert.True(await trial.Begin(lease));
        Assert.Contains(lease.Id, Holders());
        Assert.True(await trial.End(lease, AttemptOutcome.Completed));

        Assert.DoesNotContain(lease.Id, Holders());
        Assert.Contains("AttemptEnded", await sweep.KindsAsync());
    }

    [Fact]
    public async Task Begin_SlotOfAnotherLease_IsRefused()
    {
        var (_, lease, trial) = await GrantAsync("trial-2");
        Ledger.Claim(lease with { Id = Guid.NewGuid() });

        Assert.False(await trial.Begin(lease));
    }

    [Fact]
    public async Task Begin_SlotOfAnotherSilo_SaysSoAndMakesRoom()
    {
        var (_, lease, trial) = await GrantAsync("trial-3");
        var elsewhere = lease with { Slot = new SlotId("silo-z", "cpu", 0) };

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => trial.Begin(elsewhere));

        Assert.Contains("silo-z/cpu:0", refusal.Message);
    }

    [Fact]
    public async Task Messages_OfTheAttempt_ReachTheSweepAndComeBack()
    {
        var (sweep, lease, trial) = await GrantAsync("trial-4");
        await trial.Begin(lease);
        await sweep.Grain.Pause();

        var report = await trial.Report(new AttemptReport(lease.Attempt, 1, Specs.Score(0.5), 0.5, null));
        var checkpoint = await trial.SaveCheckpoint(lease.Attempt, Specs.Checkpoint(1, 1));
        var renewal = await trial.Renew(lease.Attempt, Progress(lease));

        Assert.All([report, checkpoint, renewal], reply => Assert.Equal(Directive.Pause, reply.Directive));
        Assert.Equal(["AttemptReported", "CheckpointSaved"], (await sweep.KindsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task GetProgress_AfterARenewal_ShowsItUntilTheEnd()
    {
        var (_, lease, trial) = await GrantAsync("trial-5");
        await trial.Begin(lease);
        Assert.Null(await trial.GetProgress());

        await trial.Renew(lease.Attempt, Progress(lease));
        Assert.Equal("training", (await trial.GetProgress())?.Phase);
        await trial.End(lease, AttemptOutcome.Completed);

        Assert.Null(await trial.GetProgress());
    }

    [Fact]
    public async Task Deactivate_MidAttempt_ClaimAndAttemptStay()
    {
        var (_, lease, trial) = await GrantAsync("trial-6");
        await trial.Begin(lease);

        await cluster.DeactivateAsync(trial);

        Assert.Contains(lease.Id, Holders());
        Assert.Equal(Directive.Continue, (await trial.Renew(lease.Attempt, Progress(lease))).Directive);
        Assert.True(await trial.End(lease, AttemptOutcome.Completed));
        Assert.DoesNotContain(lease.Id, Holders());
    }

    [Fact]
    public async Task End_StaleAttempt_FreesTheSlotAllTheSame()
    {
        var (sweep, lease, trial) = await GrantAsync("trial-7");
        await trial.Begin(lease);
        await sweep.FailAsync(lease);

        Assert.False(await trial.End(lease, AttemptOutcome.Completed));

        Assert.DoesNotContain(lease.Id, Holders());
    }

    private IEnumerable<Guid> Holders() => Ledger.Holders().Select(lease => lease.Id);

    /// <summary>A sweep with one lease on a slot that the silo's ledger knows.</summary>
    private async Task<(SweepDriver Sweep, Lease Lease, ITrialGrain Trial)> GrantAsync(string id)
    {
        var sweep = await cluster.SubmitAsync(id);
        var slot = new SlotId(id, "cpu", 0);
        Ledger.Register(slot);
        var granted = (LeaseGranted)await sweep.Grain.AcquireLease(sweep.Offer() with { Slot = slot });
        return (sweep, granted.Lease, cluster.Grains.GetGrain<ITrialGrain>(granted.Lease.Attempt.Trial.ToString()));
    }

    private static TrialProgress Progress(Lease lease) => new(lease.Attempt, lease.Slot, "training", 1, 0.5, []);

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : TrialGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : TrialGrainTests(cluster);
}

using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

public abstract class LeaseTests(SweepTestCluster cluster)
{
    private static readonly TimeSpan LeaseAndGrace = TimeSpan.FromSeconds(36);

    [Fact]
    public async Task AcquireLease_NewSweep_StartsTrialZeroAndHasCommittedIt()
    {
        var sweep = await cluster.SubmitAsync("lease-1");

        var lease = await sweep.LeaseAsync();

        Assert.Equal("lease-1/0#1", lease.Attempt.ToString());
        Assert.Null(lease.ResumeFrom);
        Assert.Equal(["SweepSubmitted", "TrialSuggested", "AttemptStarted"], await sweep.KindsAsync());
        var started = (AttemptStarted)(await sweep.LogAsync())[2];
        Assert.Equal((lease.Id, lease.Slot, sweep.SiloAddress), (started.LeaseId, started.Slot, started.SiloAddress));
        Assert.Equal(TrialStatus.Running, (await sweep.TrialAsync()).Status);
    }

    [Fact]
    public async Task AcquireLease_SameSlotAgain_GetsTheSameLease()
    {
        var sweep = await cluster.SubmitAsync("lease-2");
        var lease = await sweep.LeaseAsync();

        var again = await sweep.LeaseAsync();

        Assert.Equal((lease.Id, lease.Attempt, lease.Parameters), (again.Id, again.Attempt, again.Parameters));
        Assert.Single(await sweep.KindsAsync(), "AttemptStarted");
    }

    [Fact]
    public async Task AcquireLease_ManySlotsAtOnce_GetDifferentTrials()
    {
        var sweep = await cluster.SubmitAsync("lease-3");

        var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(sweep.LeaseAsync));

        Assert.Equal(Enumerable.Range(0, 16), leases.Select(lease => lease.Attempt.Trial.Number).Order());
        var sequences = (await sweep.LogAsync()).Select(e => e.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(number => (long)number), sequences);
    }

    [Fact]
    public async Task AcquireLease_SlotsAskTwiceWhileAModelIsFitted_EachGetsOneTrial()
    {
        var sweep = await cluster.SubmitAsync("lease-model", Specs.Simple() with { Method = new GaussianProcessMethod(StartupTrials: 2) });
        for (var trial = 0; trial < 3; trial++)
        {
            var lease = await sweep.LeaseAsync();
            await sweep.ReportAsync(lease, 1, score: trial);
            await sweep.EndAsync(lease, AttemptOutcome.Completed);
        }

        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(call => sweep.LeaseAsync(call % 4)));

        Assert.All(leases.GroupBy(lease => lease.Slot), ofSlot => Assert.Single(ofSlot.DistinctBy(lease => lease.Id)));
        Assert.Equal([3, 4, 5, 6], leases.Select(lease => lease.Attempt.Trial.Number).Distinct().Order());
        Assert.Equal(5, (await sweep.LogAsync()).OfType<TrialSuggested>().Count(e => e.Provenance.StartsWith("gp: model", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DeviceKind.Gpu, DeviceKind.Cpu, false)]
    [InlineData(DeviceKind.Cpu, DeviceKind.Gpu, false)]
    [InlineData(DeviceKind.Gpu, DeviceKind.Gpu, true)]
    [InlineData(DeviceKind.Any, DeviceKind.Gpu, true)]
    public async Task AcquireLease_DeviceKinds_MustFit(DeviceKind wanted, DeviceKind offered, bool expected)
    {
        var sweep = await cluster.SubmitAsync(
            $"lease-{wanted}-on-{offered}", Specs.Simple() with { Resources = new ResourcesSpec(wanted) });

        var reply = await sweep.Grain.AcquireLease(sweep.Offer(device: offered));

        Assert.Equal(expected, reply is LeaseGranted);
    }

    [Theory]
    [InlineData(8L << 30, null)]
    [InlineData(6L << 30, null)]
    [InlineData((6L << 30) - 1, "this one has 6 GiB")]
    [InlineData(4L << 30, "needs a slot with 6 GiB of memory; this one has 4 GiB")]
    [InlineData(null, "this one has an unknown amount")]
    public async Task AcquireLease_Memory_MustBeEnough(long? offered, string? refusal)
    {
        var sweep = await cluster.SubmitAsync($"lease-memory-{offered}", Specs.Simple() with { Resources = new ResourcesSpec { Memory = 6L << 30 } });

        var reply = await sweep.Grain.AcquireLease(sweep.Offer() with { Memory = offered });

        Assert.Equal(refusal is null, reply is LeaseGranted);
        Assert.Contains(refusal ?? "", (reply as LeaseRefused)?.Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcquireLease_MaxConcurrentTrials_AreNotExceeded()
    {
        var sweep = await cluster.SubmitAsync("lease-4", Specs.Simple() with { Limits = new LimitsSpec(MaxConcurrentTrials: 2) });
        var first = await sweep.LeaseAsync(0);
        await sweep.LeaseAsync(1);

        Assert.Contains("max_concurrent_trials", await sweep.RefusedAsync(2));
        await sweep.EndAsync(first, AttemptOutcome.Completed);

        Assert.Equal(2, (await sweep.LeaseAsync(2)).Attempt.Trial.Number);
    }

    [Fact]
    public async Task AcquireLease_PausedSweep_IsRefused()
    {
        var sweep = await cluster.SubmitAsync("lease-5");
        await sweep.Grain.Pause();

        Assert.Equal("paused", await sweep.RefusedAsync());
    }

    [Fact]
    public async Task Lease_NotRenewed_IsAbandonedAndTheTrialResumesFromItsCheckpoint()
    {
        var sweep = await cluster.SubmitAsync("expiry-1");
        var lost = await sweep.LeaseAsync(0);
        await sweep.ReportWithCheckpointAsync(lost, 1);
        await sweep.ReportAsync(lost, 2);

        cluster.Time.Advance(LeaseAndGrace);
        await EndedAsync(sweep);
        var next = await sweep.LeaseAsync(1);

        var ended = Assert.Single((await sweep.LogAsync()).OfType<AttemptEnded>());
        Assert.Equal(AttemptOutcome.Abandoned(AbandonReason.LeaseExpired), ended.Outcome);
        Assert.Equal(("expiry-1/0#2", Specs.Checkpoint(1, 1)), (next.Attempt.ToString(), next.ResumeFrom));
        Assert.Equal((lost.Seed, lost.Parameters), (next.Seed, next.Parameters));
        Assert.Equal(1, (await sweep.LogAsync()).OfType<AttemptStarted>().Last().FromStep);
        Assert.Equal(Directive.Stale, (await sweep.ReportAsync(lost, 3)).Directive);
    }

    [Fact]
    public async Task Lease_RenewedByEveryKindOfCall_IsKept()
    {
        var sweep = await cluster.SubmitAsync("expiry-2");
        var lease = await sweep.LeaseAsync();
        Func<Task<DirectiveReply>>[] renewals =
        [
            () => sweep.Grain.Renew(lease.Attempt),
            () => sweep.ReportAsync(lease, 1),
            () => sweep.Grain.SaveCheckpoint(lease.Attempt, Specs.Checkpoint(1, 1)),
        ];

        foreach (var renewal in renewals)
        {
            cluster.Time.Advance(TimeSpan.FromSeconds(29));
            Assert.Equal(Directive.Continue, (await renewal()).Directive);
        }

        Assert.DoesNotContain("AttemptEnded", await sweep.KindsAsync());
    }

    [Fact]
    public async Task Lease_MaxDurationOver_FinishesTheSweep()
    {
        var sweep = await cluster.SubmitAsync(
            "expiry-3", Specs.Simple() with { Limits = new LimitsSpec(MaxDuration: TimeSpan.FromMinutes(1)) });
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);
        await sweep.EndAsync(lease, AttemptOutcome.Completed);

        cluster.Time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.True(async () => await sweep.StatusAsync() == SweepStatus.Completed, "the sweep's time is over");
        Assert.Contains("max_duration", (await sweep.Grain.GetSnapshot()).Reason);
    }

    private static Task EndedAsync(SweepDriver sweep) =>
        Eventually.True(async () => (await sweep.KindsAsync()).Contains("AttemptEnded"), "the attempt is given up");

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : LeaseTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : LeaseTests(cluster);
}

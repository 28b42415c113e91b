using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests;

/// <summary>Plays the slot workers of one sweep, call by call.</summary>
internal sealed record SweepDriver(ISweepGrain Grain, string Id, string SiloAddress, TestDatabase Database)
{
    public SlotOffer Offer(int slot = 0, DeviceKind device = DeviceKind.Cpu) => new(new SlotId("silo-a", "cpu", slot), SiloAddress, device);

    public async Task<Lease> LeaseAsync(int slot = 0) => Assert.IsType<LeaseGranted>(await Grain.AcquireLease(Offer(slot))).Lease;

    public async Task<string> RefusedAsync(int slot = 0) => Assert.IsType<LeaseRefused>(await Grain.AcquireLease(Offer(slot))).Reason;

    public Task<DirectiveReply> ReportAsync(Lease lease, int step, double score = 0.5) =>
        Grain.Report(new AttemptReport(lease.Attempt, step, Specs.Score(score), 0.5, null));

    public Task<DirectiveReply> ReportWithCheckpointAsync(Lease lease, int step, double score = 0.5) => Grain.Report(
        new AttemptReport(lease.Attempt, step, Specs.Score(score), 0.5, Specs.Checkpoint(lease.Attempt.Number, step)));

    public Task<bool> EndAsync(Lease lease, AttemptOutcome outcome) => Grain.EndAttempt(lease.Attempt, outcome);

    public Task<bool> FailAsync(Lease lease, FailureReason reason = FailureReason.Crashed) =>
        EndAsync(lease, AttemptOutcome.Failed(reason, "what was seen"));

    /// <summary>The committed events.</summary>
    public Task<IReadOnlyList<SweepEvent>> LogAsync() => Database.LogAsync(Id);

    /// <summary>The kinds of the committed events, such as <c>SweepSubmitted</c>.</summary>
    public async Task<IEnumerable<string>> KindsAsync() => (await LogAsync()).Select(e => e.GetType().Name);

    public async Task<TrialSnapshot> TrialAsync(int number = 0) => (await Grain.GetTrials())[number];

    public async Task<SweepStatus> StatusAsync() => (await Grain.GetSnapshot()).Status;
}

using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Slots;

namespace SweepCluster.Grains.Trials;

/// <summary>
/// The trial's agent on the silo that runs it. Prefer-local placement puts it next to the slot worker that calls it first; a leftover
/// activation on another silo notices that the slot is not its own and moves there.
/// </summary>
[GrainType("trial"), PreferLocalPlacement]
internal sealed partial class TrialGrain(SlotLedger slots, IClusterMembershipService membership, ILogger<TrialGrain> logger) : Grain, ITrialGrain
{
    private TrialProgress? _progress;

    private ISweepGrain Sweep => GrainFactory.GetGrain<ISweepGrain>(TrialId.Parse(this.GetPrimaryKeyString()).Sweep);

    public Task<bool> Begin(Lease lease)
    {
        var claim = slots.Claim(lease);
        if (claim == SlotClaim.UnknownSlot)
        {
            LogElsewhere(logger, lease.Attempt, lease.Slot);
            MoveTo(lease.Slot.Silo);
            throw new InvalidOperationException($"Slot {lease.Slot} is not on this silo; call again and the trial will be placed there.");
        }

        return Task.FromResult(claim == SlotClaim.Held);
    }

    public Task<DirectiveReply> Report(AttemptReport report) => Sweep.Report(report);

    public Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint) =>
        Sweep.SaveCheckpoint(attempt, checkpoint);

    public Task<DirectiveReply> Renew(AttemptId attempt, TrialProgress progress)
    {
        _progress = progress;
        return Sweep.Renew(attempt);
    }

    public async Task<bool> End(Lease lease, AttemptOutcome outcome)
    {
        var accepted = await Sweep.EndAttempt(lease.Attempt, outcome);
        slots.Release(lease);
        _progress = null;
        DeactivateOnIdle();
        return accepted;
    }

    public Task<TrialProgress?> GetProgress() => Task.FromResult(_progress);

    /// <summary>
    /// Merely leaving would not do: the calling silo remembers this one for a while, and its next call would bring the trial back here.
    /// </summary>
    private void MoveTo(string silo)
    {
        var target = membership.CurrentSnapshot.Members.Values.FirstOrDefault(member => member.Name == silo && member.Status == SiloStatus.Active);
        if (target is null)
        {
            DeactivateOnIdle();
            return;
        }

        RequestContext.Set(IPlacementDirector.PlacementHintKey, target.SiloAddress);
        MigrateOnIdle();
    }
}

using Orleans.Concurrency;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Contracts.Grains;

/// <summary>
/// One trial while it runs, on the silo that runs it; its key is the trial's id. It claims the slot's device, relays between the
/// trial process and the sweep, and keeps the live view. It holds nothing durable: whoever calls after it was lost tells it all again.
/// </summary>
[Alias("trial")]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Claims the slot for the lease. False when the slot is held by another lease; the attempt must not start then.</summary>
    [Alias("begin"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> Begin(Lease lease);

    /// <summary>Relays a report to the sweep and its answer back.</summary>
    [Alias("report"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> Report(AttemptReport report);

    /// <summary>Relays a checkpoint to the sweep and its answer back.</summary>
    [Alias("checkpoint"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> SaveCheckpoint(AttemptId attempt, CheckpointRef checkpoint);

    /// <summary>Renews the lease and takes what is new for the live view.</summary>
    [Alias("renew"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<DirectiveReply> Renew(AttemptId attempt, TrialProgress progress);

    /// <summary>Commits how the attempt ended, then releases the slot. False when the attempt was not the current one.</summary>
    [Alias("end"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> End(Lease lease, AttemptOutcome outcome);

    /// <summary>The live view of the running attempt; null when nothing runs here.</summary>
    [Alias("view"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<TrialProgress?> GetProgress();
}

using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>A lease that held a slot, from its claim to its release, in one life of a silo.</summary>
internal sealed class SlotHold(Lease lease, string address, TimeSpan claimedAt)
{
    public Lease Lease => lease;

    public string Address => address;

    public TimeSpan ClaimedAt => claimedAt;

    /// <summary>When the trial's process was gone; null while it runs.</summary>
    public TimeSpan? StoppedAt { get; set; }

    /// <summary>When the slot was released; null while it is held.</summary>
    public TimeSpan? ReleasedAt { get; set; }
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Dashboard.Live;

/// <summary>What there is to say about the cluster. A closed family.</summary>
public abstract record ClusterUpdate
{
    private ClusterUpdate()
    {
    }

    /// <summary>The cluster as it is now.</summary>
    /// <param name="Silos">The silos, by name.</param>
    /// <param name="Queue">The running sweeps, the one that a free slot would ask first at the front.</param>
    public sealed record Current(ImmutableArray<SiloView> Silos, ImmutableArray<QueuedSweep> Queue) : ClusterUpdate;

    /// <summary>The cluster cannot be reached at the moment; what was shown last is old.</summary>
    public sealed record Lost(string Reason) : ClusterUpdate;
}

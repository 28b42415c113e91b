using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Dashboard.Live;

/// <summary>What there is to say about the cluster. A closed family.</summary>
public abstract record ClusterUpdate
{
    private ClusterUpdate()
    {
    }

    /// <summary>The silos as they are now, by name.</summary>
    public sealed record Current(ImmutableArray<SiloView> Silos) : ClusterUpdate;

    /// <summary>The cluster cannot be reached at the moment; what was shown last is old.</summary>
    public sealed record Lost(string Reason) : ClusterUpdate;
}

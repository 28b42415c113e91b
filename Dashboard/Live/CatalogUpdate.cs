using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Dashboard.Live;

/// <summary>What there is to say about the list of sweeps. A closed family.</summary>
public abstract record CatalogUpdate
{
    private CatalogUpdate()
    {
    }

    /// <summary>All sweeps as they are now, newest first.</summary>
    public sealed record Current(ImmutableArray<SweepHeadline> Headlines) : CatalogUpdate;

    /// <summary>The catalog cannot be reached at the moment; what was shown last is old.</summary>
    public sealed record Lost(string Reason) : CatalogUpdate;
}

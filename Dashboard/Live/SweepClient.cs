using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Dashboard.Live;

/// <summary>What pages ask of the cluster and tell it.</summary>
/// <param name="grains">The way to the grains.</param>
internal sealed class SweepClient(IGrainFactory grains)
{
    /// <summary>All sweeps, newest first.</summary>
    public Task<ImmutableArray<SweepHeadline>> ListAsync() => grains.GetGrain<ISweepCatalogGrain>(0).List();

    /// <summary>The sweep of an id, whether or not it was ever submitted.</summary>
    public ISweepGrain Sweep(string id) => grains.GetGrain<ISweepGrain>(id);
}

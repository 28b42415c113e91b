using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>What pages ask of the cluster and tell it.</summary>
/// <param name="grains">The way to the grains.</param>
internal sealed class SweepClient(IGrainFactory grains)
{
    /// <summary>All sweeps, newest first.</summary>
    public Task<ImmutableArray<SweepHeadline>> ListAsync() => grains.GetGrain<ISweepCatalogGrain>(0).List();

    /// <summary>Submits a sweep, or finds the one that the same request submitted before; answers its id.</summary>
    public Task<string> SubmitAsync(SweepSpec spec, string? key) => grains.GetGrain<ISweepCatalogGrain>(0).Submit(spec, key);

    /// <summary>The silos that are there, by name.</summary>
    public Task<ImmutableArray<SiloView>> SilosAsync() => grains.GetGrain<IClusterGrain>(0).GetSilos();

    /// <summary>The trial of an id, as it runs.</summary>
    public ITrialGrain Trial(TrialId id) => grains.GetGrain<ITrialGrain>(id.ToString());

    /// <summary>The sweep of an id, whether or not it was ever submitted.</summary>
    public ISweepGrain Sweep(string id) => grains.GetGrain<ISweepGrain>(id);
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Live;

/// <summary>What pages and the API ask of the cluster and tell it. Whoever is no operator may only ask.</summary>
/// <param name="grains">The way to the grains.</param>
/// <param name="caller">Who asks; null for the dashboard itself, which changes nothing.</param>
internal sealed class SweepClient(IGrainFactory grains, Caller? caller = null)
{
    /// <summary>All sweeps, newest first.</summary>
    public Task<ImmutableArray<SweepHeadline>> ListAsync() => grains.GetGrain<ISweepCatalogGrain>(0).List();

    /// <summary>The same now, and again whenever it has changed.</summary>
    public IAsyncEnumerable<ImmutableArray<SweepHeadline>> WatchListAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<ISweepCatalogGrain>(0).WatchList(cancellationToken);

    /// <summary>Submits a sweep under a free id, which is answered, or finds the one that the same request submitted before.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="requestId">By what the request is recognised when it is repeated; null for a new sweep in any case.</param>
    /// <exception cref="UnauthorizedAccessException">No operator asks.</exception>
    public Task<string> SubmitAsync(SweepSpec spec, string? requestId = null) =>
        Catalog().Submit(spec, requestId);

    /// <summary>The silos that were heard of lately, by name.</summary>
    public Task<ImmutableArray<SiloView>> SilosAsync() => grains.GetGrain<IClusterGrain>(0).GetSilos();

    /// <summary>The same now, and again whenever something about them has changed.</summary>
    public IAsyncEnumerable<ImmutableArray<SiloView>> WatchSilosAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IClusterGrain>(0).WatchSilos(cancellationToken);

    /// <summary>Tells a silo to drain or to work.</summary>
    /// <exception cref="KeyNotFoundException">No silo of that name was heard of lately.</exception>
    /// <exception cref="UnauthorizedAccessException">No operator asks.</exception>
    public Task OrderAsync(string silo, SiloOrder order) =>
        caller?.MayOperate == true ? grains.GetGrain<IClusterGrain>(0).Order(silo, order) : throw Caller.Refusal();

    /// <summary>The running sweeps that can use slots of these kinds, each once, those first that a free slot would ask first.</summary>
    public async Task<ImmutableArray<QueuedSweep>> QueueAsync(IEnumerable<DeviceKind> devices)
    {
        var queues = await Task.WhenAll(devices.Select(device => grains.GetGrain<IDispatcherGrain>(device.ToString()).GetQueue(device)));
        return [.. queues.SelectMany(queue => queue).DistinctBy(sweep => sweep.Sweep)];
    }

    /// <summary>What a running trial is doing right now; null when it does not run.</summary>
    public Task<TrialProgress?> ProgressAsync(TrialId trial) => grains.GetGrain<ITrialGrain>(trial.ToString()).GetProgress();

    /// <summary>The sweep of an id, whether or not it was ever submitted; for whoever is no operator one that refuses to be changed.</summary>
    public ISweepGrain Sweep(string id)
    {
        var sweep = grains.GetGrain<ISweepGrain>(id);
        return caller?.MayOperate == true ? sweep : new ReadOnlySweep(sweep);
    }

    private ISweepCatalogGrain Catalog() => caller?.MayOperate == true ? grains.GetGrain<ISweepCatalogGrain>(0) : throw Caller.Refusal();
}

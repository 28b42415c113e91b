using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>
/// Advises free slots which sweeps to ask for work; its key is the pool's name. It grants nothing, so losing it or having it twice
/// is harmless.
/// </summary>
[Alias("dispatcher")]
public interface IDispatcherGrain : IGrainWithStringKey
{
    /// <summary>The ids of the running sweeps that can use this slot, the one to ask first at the front.</summary>
    [Alias("advise"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<string>> Advise(SlotOffer offer);

    /// <summary>
    /// True when the attempt in this slot should hand its lease back after its current step, because a sweep of higher priority has work
    /// and no slot.
    /// </summary>
    /// <param name="offer">The slot.</param>
    /// <param name="sweep">The id of the sweep whose attempt runs there.</param>
    [Alias("yield"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> ShouldYield(SlotOffer offer, string sweep);

    /// <summary>
    /// The running sweeps that can use slots of a kind, the one that a free slot would ask first at the front; for people to look at.
    /// </summary>
    [Alias("queue"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<QueuedSweep>> GetQueue(DeviceKind device);
}

/// <summary>What a running sweep has and wants of the slots, as of its last commit.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Priority">From 0 to 100; higher is served first.</param>
/// <param name="Weight">Its share among sweeps of equal priority; above 0.</param>
/// <param name="Running">How many slots it has.</param>
/// <param name="Room">How many more slots it could use now.</param>
/// <param name="StepSeconds">How long slots were busy for it so far.</param>
[GenerateSerializer, Alias("queued-sweep"), Immutable]
public sealed record QueuedSweep(
    [property: Id(0)] string Sweep,
    [property: Id(1)] int Priority,
    [property: Id(2)] double Weight,
    [property: Id(3)] int Running,
    [property: Id(4)] int Room,
    [property: Id(5)] double StepSeconds)
{
    /// <summary>The least memory a slot must offer to it, in bytes; null when any slot will do.</summary>
    [Id(6)]
    public long? Memory { get; init; }

    /// <summary>The kind of slot it wants.</summary>
    [Id(7)]
    public DeviceKind Device { get; init; }
}

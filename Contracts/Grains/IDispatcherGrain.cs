using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Attempts;

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
}

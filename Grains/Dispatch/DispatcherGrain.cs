using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Advice from the projections: whoever asks next sees the shares that the last commits left. What it remembers of its latest advice
/// may be lost.
/// </summary>
[GrainType("dispatcher")]
internal sealed class DispatcherGrain(SweepReader sweeps, TimeProvider time) : Grain, IDispatcherGrain
{
    private readonly YieldLedger _yields = new(time);
    private readonly PromiseLedger _promises = new(time);

    public async Task<ImmutableArray<string>> Advise(SlotOffer offer)
    {
        _yields.Freed(offer.Slot);
        var demands = _promises.WithPromises(await sweeps.DemandAsync(offer, CancellationToken.None));
        var order = Order(demands).ToImmutableArray();
        if (demands.FirstOrDefault(demand => demand.Room > 0 && demand.Sweep == order[0]) is { } first)
        {
            _promises.Add(first);
        }

        return order;
    }

    public async Task<bool> ShouldYield(SlotOffer offer, string sweep) =>
        _yields.ShouldYield(offer.Slot, sweep, await sweeps.DemandAsync(offer, CancellationToken.None));

    /// <summary>Sweeps that had no room at their last commit go last: time alone may have made some.</summary>
    private static IEnumerable<string> Order(IReadOnlyCollection<SweepDemand> demands) => demands
        .ToLookup(demand => demand.Room > 0)
        .OrderByDescending(group => group.Key)
        .SelectMany(group => FairShare.Order(group.Select(demand => demand.Share)));
}

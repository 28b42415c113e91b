using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
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
    private readonly SlotAdvice _advice = new(time);
    private IReadOnlyDictionary<string, RunnableSweep> _known = new Dictionary<string, RunnableSweep>();

    public async Task<ImmutableArray<string>> Advise(SlotOffer offer)
    {
        _yields.Freed(offer.Slot);
        return [.. _advice.Advise(offer, await DemandsAsync(offer.Device))];
    }

    public async Task<bool> ShouldYield(SlotOffer offer, string sweep) =>
        _yields.ShouldYield(offer.Slot, offer.Memory, sweep, await DemandsAsync(offer.Device));

    public async Task<ImmutableArray<QueuedSweep>> GetQueue(DeviceKind device) =>
    [
        .. _advice.Peek(await DemandsAsync(device)).Select(demand =>
            new QueuedSweep(demand.Sweep, demand.Priority, demand.Weight, demand.Running, demand.Room, demand.StepSeconds)
            {
                Memory = demand.Memory,
                Device = _known[demand.Sweep].Device,
            }),
    ];

    private async Task<IReadOnlyCollection<SweepDemand>> DemandsAsync(DeviceKind device)
    {
        _known = await sweeps.RunnableAsync(_known, CancellationToken.None);
        return [.. _known.Values.Where(sweep => sweep.Fits(device)).Select(sweep => sweep.Demand)];
    }
}

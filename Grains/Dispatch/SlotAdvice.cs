using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Which sweeps a free slot should ask, and in what order: by priority and fair share, counting the slots that were just sent somewhere.
/// All that it remembers may be lost.
/// </summary>
internal sealed class SlotAdvice(TimeProvider time)
{
    private readonly FairQueue _queue = new();
    private readonly PromiseLedger _promises = new(time);

    /// <summary>The sweeps that the slot should ask, the first one first; the slot then counts as that one's for a moment.</summary>
    /// <param name="offer">The slot, which is free.</param>
    /// <param name="demands">The running sweeps that want its kind, also those that it is too small for.</param>
    public IReadOnlyList<string> Advise(SlotOffer offer, IReadOnlyCollection<SweepDemand> demands)
    {
        _promises.Asked(offer.Slot);
        var all = _promises.WithPromises(demands);
        var order = _queue.Order(all, [.. all.Where(demand => demand.Fits(offer.Memory))]);
        if (order is [{ Room: > 0 } first, ..])
        {
            _promises.Add(offer.Slot, first.Sweep);
        }

        return [.. order.Select(demand => demand.Sweep)];
    }

    /// <summary>The sweeps in the order in which they are served; looking changes nothing.</summary>
    public IReadOnlyList<SweepDemand> Peek(IReadOnlyCollection<SweepDemand> demands) => _queue.Peek(demands);
}

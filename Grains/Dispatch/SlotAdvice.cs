using SweepCluster.Contracts.Ids;

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
    /// <param name="slot">The slot, which is free.</param>
    /// <param name="demands">The running sweeps that can use it.</param>
    public IReadOnlyList<string> Advise(SlotId slot, IReadOnlyCollection<SweepDemand> demands)
    {
        _promises.Asked(slot);
        var order = _queue.Order(_promises.WithPromises(demands));
        if (order is [{ Room: > 0 } first, ..])
        {
            _promises.Add(slot, first.Sweep);
        }

        return [.. order.Select(demand => demand.Sweep)];
    }

    /// <summary>The sweeps in the order in which they are served; looking changes nothing.</summary>
    public IReadOnlyList<SweepDemand> Peek(IReadOnlyCollection<SweepDemand> demands) => _queue.Peek(demands);
}

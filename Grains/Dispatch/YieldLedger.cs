using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Which slots were asked to yield to sweeps of higher priority, so that no more of them are asked than there is demand. Advice only: a
/// ledger that is lost or doubled lets a slot too many yield, which costs a start and no work.
/// </summary>
internal sealed class YieldLedger(TimeProvider time)
{
    /// <summary>A step may be long; after this time the slot counts as gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How long a slot that asks for work again counts, so that the demand it is about to meet is not met twice.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly Dictionary<SlotId, (long AskedAt, TimeSpan Lasts)> _yielding = [];

    /// <summary>Notes that the slot is free and asks for work.</summary>
    public void Freed(SlotId slot)
    {
        if (_yielding.ContainsKey(slot))
        {
            _yielding[slot] = (time.GetTimestamp(), Settling);
        }
    }

    /// <summary>True when the slot, which runs an attempt of the sweep, should yield.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="memory">Its memory in bytes; null when it is not known. A sweep that needs more does not want the slot.</param>
    /// <param name="sweep">The sweep that has it.</param>
    /// <param name="demands">All running sweeps that can use a slot of its kind.</param>
    public bool ShouldYield(SlotId slot, long? memory, string sweep, IReadOnlyCollection<SweepDemand> demands)
    {
        Forget();
        if (demands.FirstOrDefault(demand => demand.Sweep == sweep) is not { } holder)
        {
            return false;
        }

        if (_yielding.TryGetValue(slot, out var asked) && asked.Lasts == Patience)
        {
            return true;
        }

        var wanted = Wanted(holder, [.. demands.Where(demand => demand.Fits(memory))]);
        if (wanted <= _yielding.Count)
        {
            return false;
        }

        _yielding[slot] = (time.GetTimestamp(), Patience);
        return true;
    }

    /// <summary>How many slots sweeps of higher priority lack that only sweeps of the holder's priority can yield.</summary>
    private static long Wanted(SweepDemand holder, IReadOnlyCollection<SweepDemand> demands)
    {
        var lacking = demands.Where(demand => demand.Priority > holder.Priority).Sum(demand => (long)demand.Room);
        var yieldedByOthers = demands.Where(demand => demand.Priority < holder.Priority).Sum(demand => (long)demand.Running);
        return lacking - yieldedByOthers;
    }

    private void Forget()
    {
        foreach (var (slot, asked) in _yielding.ToArray())
        {
            if (time.GetElapsedTime(asked.AskedAt) > asked.Lasts)
            {
                _yielding.Remove(slot);
            }
        }
    }
}

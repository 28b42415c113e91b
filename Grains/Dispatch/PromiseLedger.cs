using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Which sweeps slots were just sent to. Until such a sweep has started an attempt more, the slot counts as its own: else slots that
/// become free at the same moment would all be sent to the one sweep that lacks a slot. A slot that asks again got nothing there, or is
/// done with what it got.
/// </summary>
internal sealed class PromiseLedger(TimeProvider time)
{
    /// <summary>A slot that got no lease meanwhile and does not ask again is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>In the order in which they were made.</summary>
    private readonly List<Promise> _promises = [];

    private Dictionary<string, int> _attempts = [];

    /// <summary>Drops what the slot was promised.</summary>
    public void Asked(SlotId slot) => _promises.RemoveAll(promise => promise.Slot == slot);

    /// <summary>The sweeps' shares with what they were promised, and drops promises that were kept or not asked for.</summary>
    public IReadOnlyList<SweepDemand> WithPromises(IReadOnlyCollection<SweepDemand> demands)
    {
        _promises.RemoveAll(promise => time.GetElapsedTime(promise.MadeAt) > Patience);
        foreach (var demand in demands)
        {
            DropOldest(demand.Sweep, demand.Attempts - _attempts.GetValueOrDefault(demand.Sweep, demand.Attempts));
        }

        _attempts = demands.ToDictionary(demand => demand.Sweep, demand => demand.Attempts);
        return [.. demands.Select(demand => WithPromises(demand, _promises.Count(promise => promise.Sweep == demand.Sweep)))];
    }

    /// <summary>Notes that a slot is sent to the sweep.</summary>
    public void Add(SlotId slot, string sweep) => _promises.Add(new Promise(slot, sweep, time.GetTimestamp()));

    /// <summary>Drops as many promises of the sweep as it has started attempts.</summary>
    private void DropOldest(string sweep, int count) =>
        _promises.RemoveAll(promise => promise.Sweep == sweep && count-- > 0);

    private static SweepDemand WithPromises(SweepDemand demand, int promises) => demand with
    {
        Running = demand.Running + promises,
        Room = demand.Room == int.MaxValue ? demand.Room : Math.Max(0, demand.Room - promises),
    };

    /// <param name="Slot">The slot.</param>
    /// <param name="Sweep">The sweep that it was sent to.</param>
    /// <param name="MadeAt">When.</param>
    private readonly record struct Promise(SlotId Slot, string Sweep, long MadeAt);
}

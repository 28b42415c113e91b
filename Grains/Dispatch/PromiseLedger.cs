namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Which sweeps slots were just sent to. Until such a sweep has started an attempt more, the slot counts as its own: else slots that
/// become free at the same moment would all be sent to the one sweep that lacks a slot.
/// </summary>
internal sealed class PromiseLedger(TimeProvider time)
{
    /// <summary>A slot that got no lease meanwhile will not get one from this promise.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<Promise> _promises = [];

    /// <summary>The sweeps' shares with what they were promised, and drops promises that were kept or not asked for.</summary>
    public IReadOnlyList<SweepDemand> WithPromises(IReadOnlyCollection<SweepDemand> demands)
    {
        var attempts = demands.ToDictionary(demand => demand.Sweep, demand => demand.Attempts);
        _promises.RemoveAll(promise =>
            time.GetElapsedTime(promise.MadeAt) > Patience
            || !attempts.TryGetValue(promise.Sweep, out var started)
            || started >= promise.KeptAt);
        return [.. demands.Select(demand => WithPromises(demand, _promises.Count(promise => promise.Sweep == demand.Sweep)))];
    }

    /// <summary>Notes that a slot is sent to the sweep.</summary>
    public void Add(SweepDemand demand)
    {
        var earlier = _promises.Count(promise => promise.Sweep == demand.Sweep);
        _promises.Add(new Promise(demand.Sweep, demand.Attempts + earlier + 1, time.GetTimestamp()));
    }

    private static SweepDemand WithPromises(SweepDemand demand, int promises) => demand with
    {
        Share = demand.Share with { Running = demand.Share.Running + promises },
        Room = demand.Room == int.MaxValue ? demand.Room : Math.Max(0, demand.Room - promises),
    };

    /// <param name="Sweep">The sweep.</param>
    /// <param name="KeptAt">How many attempts the sweep has started when the promise is kept.</param>
    /// <param name="MadeAt">When it was made.</param>
    private readonly record struct Promise(string Sweep, int KeptAt, long MadeAt);
}

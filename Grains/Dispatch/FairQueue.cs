namespace SweepCluster.Grains.Dispatch;

/// <summary>
/// Which sweep a free slot serves: weighted fair queueing over slot time (Demers, Keshav and Shenker 1989), with the slots that a sweep
/// has now counted for a short time ahead, so that slots which become free at once are spread. It remembers how much slot time each
/// sweep has had; when that is lost, shares start anew from the slots that sweeps have, and nothing else happens.
/// </summary>
internal sealed class FairQueue
{
    /// <summary>How far ahead a slot counts for the sweep that has it, in seconds.</summary>
    private const double Horizon = 5;

    private readonly Dictionary<string, Account> _accounts = [];

    /// <summary>
    /// The sweeps that a slot fits, the one to serve first at the front: by priority, then by the least slot time for its weight, then the
    /// oldest. Sweeps that had no room at their last commit go last: time alone may have made some.
    /// </summary>
    /// <param name="demands">All sweeps; those that are not among them are forgotten.</param>
    /// <param name="fitting">Those of them that the slot fits. Only they compete for it, so their levels alone count.</param>
    public IReadOnlyList<SweepDemand> Order(IReadOnlyCollection<SweepDemand> demands, IReadOnlyCollection<SweepDemand> fitting)
    {
        Advance(demands);
        foreach (var equals in fitting.GroupBy(demand => demand.Priority))
        {
            Level([.. equals]);
        }

        return Peek(fitting);
    }

    /// <summary>The sweeps in that order, by what it remembers; looking changes nothing.</summary>
    public IReadOnlyList<SweepDemand> Peek(IReadOnlyCollection<SweepDemand> demands) =>
    [
        .. demands.OrderByDescending(demand => demand.Room > 0)
            .ThenByDescending(demand => demand.Priority)
            .ThenBy(demand => _accounts.GetValueOrDefault(demand.Sweep).Served + (Horizon * (demand.Running + 1) / demand.Weight))
            .ThenBy(demand => demand.SubmittedAt),
    ];

    /// <summary>Adds the slot time since the last look.</summary>
    private void Advance(IReadOnlyCollection<SweepDemand> demands)
    {
        foreach (var gone in _accounts.Keys.Except(demands.Select(demand => demand.Sweep)).ToArray())
        {
            _accounts.Remove(gone);
        }

        foreach (var demand in demands)
        {
            if (_accounts.TryGetValue(demand.Sweep, out var account))
            {
                _accounts[demand.Sweep] = new Account(
                    account.Served + ((demand.StepSeconds - account.StepSeconds) / demand.Weight), demand.StepSeconds);
            }
        }

    }

    /// <summary>
    /// A sweep that comes, or that wanted nothing for a while, starts level with the one that had least: nobody saves up slot time by not
    /// using it.
    /// </summary>
    private void Level(IReadOnlyCollection<SweepDemand> equals)
    {
        var level = equals.Where(demand => demand.Room > 0 && _accounts.ContainsKey(demand.Sweep))
            .Select(demand => _accounts[demand.Sweep].Served).DefaultIfEmpty(0).Min();
        foreach (var demand in equals)
        {
            var account = _accounts.GetValueOrDefault(demand.Sweep, new Account(level, demand.StepSeconds));
            _accounts[demand.Sweep] = demand.Room > 0 ? account : account with { Served = Math.Max(account.Served, level) };
        }
    }

    /// <param name="Served">Slot seconds for the weight, from a level on that is the same for all.</param>
    /// <param name="StepSeconds">What the sweep had in all when it was last looked at.</param>
    private readonly record struct Account(double Served, double StepSeconds);
}

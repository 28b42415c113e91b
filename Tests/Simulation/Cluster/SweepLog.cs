using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Dispatch;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>The stored events of one sweep and the row that mirrors them: all that survives.</summary>
internal sealed class SweepLog(string id, SweepPlan plan)
{
    private readonly List<SweepEvent> _events = [];

    public string Id => id;

    public SweepPlan Plan => plan;

    public IReadOnlyList<SweepEvent> Events => _events;

    public SweepStatus Status { get; private set; }

    public int Running { get; private set; }

    public int Trials { get; private set; }

    /// <summary>The row as the dispatcher reads it.</summary>
    public SweepShare Share => new(id, plan.Priority, plan.Weight, Running, Trials, _events[0].Time.UtcDateTime);

    /// <summary>Stores events with the snapshot after them; false when another activation has taken their numbers.</summary>
    public bool TryAppend(IReadOnlyList<SweepEvent> events, SweepSnapshot snapshot)
    {
        if (events[0].Sequence != _events.Count + 1)
        {
            return false;
        }

        _events.AddRange(events);
        (Status, Running, Trials) = (snapshot.Status, snapshot.Trials.Running, snapshot.Trials.Total);
        return true;
    }
}

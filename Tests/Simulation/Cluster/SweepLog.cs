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

    public int Room { get; private set; }

    public int Attempts { get; private set; }

    public double StepSeconds { get; private set; }

    /// <summary>The row as the dispatcher reads it.</summary>
    public SweepDemand Demand => new(id, plan.Priority, plan.Weight, _events[0].Time.UtcDateTime, Running, Room, Attempts, StepSeconds)
    {
        Memory = (long?)plan.Memory << 30,
    };

    /// <summary>Stores events with the snapshot after them; false when another activation has taken their numbers.</summary>
    public bool TryAppend(IReadOnlyList<SweepEvent> events, SweepSnapshot snapshot)
    {
        if (events[0].Sequence != _events.Count + 1)
        {
            return false;
        }

        _events.AddRange(events);
        (Status, Running, Room) = (snapshot.Status, snapshot.Trials.Running, snapshot.Room);
        (Attempts, StepSeconds) = (snapshot.Attempts, snapshot.StepSeconds);
        return true;
    }
}

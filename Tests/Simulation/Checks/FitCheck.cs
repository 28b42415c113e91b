using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>No attempt runs on a slot of another kind or with less memory than its sweep asked for.</summary>
internal static class FitCheck
{
    public static IEnumerable<string> Violations(World world, IReadOnlyList<WorkTimes> works) =>
        from work in works
        from started in work.Log.Events.OfType<AttemptStarted>()
        let kind = started.Slot.Device == "cpu" ? DeviceKind.Cpu : DeviceKind.Gpu
        where !work.Fits(kind, world.Plan.MemoryOf(started.Slot))
        select $"{work.Log.Id} started trial {started.Trial} on {started.Slot}, which is not what it asked for";
}

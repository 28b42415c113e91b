using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>
/// A sweep starts nothing on a slot while one of higher priority has work for it, but for work that another slot is just about to take.
/// Only in worlds where every call is answered: a slot that hears nothing from the first sweep may ask the next.
/// </summary>
internal static class OrderCheck
{
    public static IEnumerable<string> Violations(World world, IReadOnlyList<WorkTimes> works)
    {
        if (!world.Plan.Faults.IsQuiet)
        {
            return [];
        }

        var asking = IdleCheck.RoundOfAsking(world);
        return
            from low in works
            let higher = works.Where(work => work.Log.Plan.Priority > low.Log.Plan.Priority).ToList()
            where higher.Count > 0
            from started in low.Log.Events.OfType<AttemptStarted>()
            let now = VirtualTime.SinceStart(started.Time)
            let kind = started.Slot.Device == "cpu" ? DeviceKind.Cpu : DeviceKind.Gpu
            from high in higher
            where high.Fits(kind, world.Plan.MemoryOf(started.Slot)) && high.Covers(now - asking, now + asking)
            select $"{low.Log.Id} started trial {started.Trial} on {started.Slot} at {now}, though {high.Log.Id} of higher priority had work";
    }
}

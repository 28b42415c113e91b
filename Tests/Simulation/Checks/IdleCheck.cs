using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>No slot is idle for longer than the poll interval and the delays while a sweep has work that it could take.</summary>
internal static class IdleCheck
{
    /// <summary>Some rounds of asking in a row may fail by time-outs, each with a longer pause after it.</summary>
    private static readonly TimeSpan BoundUnderFaults = TimeSpan.FromSeconds(180);

    public static IEnumerable<string> Violations(World world, IReadOnlyList<WorkTimes> works)
    {
        var bound = world.Plan.Faults.IsQuiet ? Timings.IdleDelay + RoundOfAsking(world) : BoundUnderFaults;
        return
            from idle in world.Journal.IdleTimes
            where idle.To - idle.From > bound && !world.Journal.IsFrozen(idle.Slot.SiloAddress, idle.From, idle.To)
            from work in works
            where work.Fits(idle.Slot.Device, idle.Slot.Memory) && work.LongestWithin(idle.From, idle.To) > bound
            select $"{idle.Slot.Slot} was idle from {idle.From} to {idle.To}, though {work.Log.Id} had work";
    }

    /// <summary>The longest that a slot needs to ask the dispatcher and all sweeps when no message is slow or lost.</summary>
    public static TimeSpan RoundOfAsking(World world) =>
        ((Network.LongestDelay * 2) + TimeSpan.FromMilliseconds(5)) * (world.Logs.Count + 2);
}

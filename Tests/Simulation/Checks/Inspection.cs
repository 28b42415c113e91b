using SweepCluster.Simulation.Tests.Cluster;

namespace SweepCluster.Simulation.Tests.Checks;

/// <summary>Looks at a world that was played and says what is wrong with it. It knows the event lists and what really happened.</summary>
internal static class Inspection
{
    private const int MostNamed = 10;

    /// <summary>Fails with a report that says how to play the world again.</summary>
    public static void RequireSound(World world)
    {
        var violations = Of(world).Take(MostNamed + 1).ToList();
        if (violations.Count > 0)
        {
            Assert.Fail($"{string.Join('\n', violations)}\nPlay it again with SWEEP_SIMULATION='{world.Plan}'");
        }
    }

    /// <summary>All promises that the world breaks; empty when it keeps them.</summary>
    public static IEnumerable<string> Of(World world)
    {
        var works = world.Logs.Select(log => new WorkTimes(log)).ToList();
        return
        [
            .. world.Logs.SelectMany(log => new LogCheck(log, world.Journal).Violations()),
            .. world.Logs.SelectMany(log => ReplayCheck.Violations(log, world)),
            .. world.Logs.SelectMany(log => LeaseCheck.Violations(log, world)),
            .. SlotCheck.Violations(world.Journal),
            .. FitCheck.Violations(world, works),
            .. AcknowledgementCheck.Violations(world),
            .. IdleCheck.Violations(world, works),
            .. OrderCheck.Violations(world, works),
            .. StarvationCheck.Violations(world, works),
        ];
    }
}

using SweepCluster.Simulation.Tests.Checks;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>The checks find bugs that were put into the shell on purpose; without one the same worlds are sound.</summary>
public sealed class PlantedBugTests
{
    private static readonly FaultRates Trouble = new()
    {
        Lost = 0.02,
        Duplicated = 0.05,
        Slow = 0.02,
        Crashed = 0.02,
        SiloLosses = 1,
        Freezes = 2,
        CoordinatorLosses = 3,
    };

    public static TheoryData<string, string, bool> Bugs => new()
    {
        { nameof(Planted.NoFencing), "was sent by attempt", false },
        { nameof(Planted.OpenLedger), "was held by", true },
        { nameof(Planted.NoExpiry), "was called running until", false },
        { nameof(Planted.NoRenewal), "was not brought to an end", true },
        { nameof(Planted.EarlyAnswer), "is lost", false },
        { nameof(Planted.AgeOnly), "of higher priority had work", true },
        { nameof(Planted.LazyWorker), "was idle from", true },
        { nameof(Planted.Stubborn), "and trained until", false },
    };

    [Theory, MemberData(nameof(Bugs))]
    public void Inspection_PlantedBug_IsFound(string bug, string violation, bool isQuiet)
    {
        var found = Violations(Enum.Parse<Planted>(bug), isQuiet);
        Assert.True(
            found.Any(text => text.Contains(violation, StringComparison.Ordinal)),
            $"No '{violation}' among:\n{string.Join('\n', found.Take(10))}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Inspection_NoBug_FindsNothing(bool isQuiet) => Assert.Empty(Violations(Planted.None, isQuiet));

    private static List<string> Violations(Planted bug, bool isQuiet) => [.. Inspection.Of(World.Play(new WorldPlan(
        3,
        [new SiloPlan(2), new SiloPlan(2), new SiloPlan(2)],
        [new SweepPlan(60, 6, 10) { Priority = 25 }, new SweepPlan(40, 5, 15) { SubmitAt = 30 }])
    {
        Faults = isQuiet ? new FaultRates() : Trouble,
        Planted = bug,
        Deadline = 8_000,
    }))];
}

using System.Text.Json;
using CsCheck;
using SweepCluster.Contracts;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>A world is its plan: whoever plays it again sees the same.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void Play_SamePlanTwice_GivesTheSameEvents() => Sampling.Check(
        Gens.Troubled, 10, plan => Assert.Equal(Events(plan), Events(plan)));

    [Fact]
    public void Play_PlanReadFromItsText_GivesTheSameEvents()
    {
        var plan = Gens.Troubled.Generate(new PCG(1, 3), null, out _);
        Assert.Equal(Events(plan), Events(WorldPlan.Parse(plan.ToString())));
    }

    [Fact]
    public void Play_AnotherSeed_GivesOtherEvents()
    {
        var plan = Gens.Troubled.Generate(new PCG(1, 3), null, out _);
        Assert.NotEqual(Events(plan), Events(plan with { Seed = plan.Seed + 1 }));
    }

    private static string[] Events(WorldPlan plan) =>
        [.. World.Play(plan).Logs.SelectMany(log => log.Events).Select(e => JsonSerializer.Serialize(e, SweepJson.Options))];
}

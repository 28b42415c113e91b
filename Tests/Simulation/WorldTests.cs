using SweepCluster.Simulation.Tests.Checks;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>Whole clusters in virtual time; what must hold whatever happens.</summary>
public sealed class WorldTests
{
    private const string Variable = "SWEEP_SIMULATION";

    [Fact]
    public void Play_QuietWorlds_KeepEveryPromise() =>
        Sampling.Check(Gens.Quiet, 120, plan => Inspection.RequireSound(World.Play(plan)));

    [Fact]
    public void Play_TroubledWorlds_KeepEveryPromise() =>
        Sampling.Check(Gens.Troubled, 150, plan => Inspection.RequireSound(World.Play(plan)));

    [Fact]
    public void Play_TroubledWorldsThatPromote_KeepEveryPromise() =>
        Sampling.Check(Gens.Promoting, 80, plan => Inspection.RequireSound(World.Play(plan)));

    [Fact]
    public void Play_QuietWorldsOfMixedMemory_KeepEveryPromise() =>
        Sampling.Check(Gens.QuietAndMixed, 60, plan => Inspection.RequireSound(World.Play(plan)));

    [Fact]
    public void Play_TroubledWorldsOfMixedMemory_KeepEveryPromise() =>
        Sampling.Check(Gens.TroubledAndMixed, 60, plan => Inspection.RequireSound(World.Play(plan)));

    /// <summary>Plays the world that a failure printed.</summary>
    [Fact]
    public void Play_WorldOfTheEnvironment_KeepsEveryPromise()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null, $"{Variable} names no world.");
        Inspection.RequireSound(World.Play(WorldPlan.Parse(Environment.GetEnvironmentVariable(Variable)!)));
    }
}

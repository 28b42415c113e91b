using SweepCluster.Simulation.Tests.Checks;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>How slots are shared among sweeps that all want more.</summary>
public sealed class FairnessTests
{
    private const double LeastJain = 0.95;

    [Fact]
    public void Play_WeightsOneAndThreeOnFourSlots_ShareOneToThree()
    {
        var plan = new WorldPlan(1, [new SiloPlan(4)], [new SweepPlan(300), new SweepPlan(900) { Weight = 3 }]);
        var seconds = Fairness.SlotSeconds(World.Play(plan));
        Assert.InRange(seconds[1] / seconds[0], 2.7, 3.3);
    }

    [Fact]
    public void Play_ThreeEqualSweepsOnFourSlots_TakeTurnsAtTheFourth()
    {
        var sweep = new SweepPlan(400);
        Assert.InRange(Fairness.Jain(World.Play(new WorldPlan(1, [new SiloPlan(4)], [sweep, sweep, sweep]))), LeastJain, 1);
    }

    [Fact]
    public void Play_TwoEqualSweepsOnOneSlot_TakeTurns()
    {
        var sweep = new SweepPlan(200);
        Assert.InRange(Fairness.Jain(World.Play(new WorldPlan(1, [new SiloPlan(1)], [sweep, sweep]))), LeastJain, 1);
    }

    [Fact]
    public void Play_WeightsOneAndTenOnOneSlot_TheLightOneIsNotStarved()
    {
        var plan = new WorldPlan(1, [new SiloPlan(1)], [new SweepPlan(60), new SweepPlan(600) { Weight = 10 }]);
        var seconds = Fairness.SlotSeconds(World.Play(plan));
        Assert.InRange(seconds[1] / seconds[0], 8, 12.5);
    }

    [Fact]
    public void Play_SweepThatFewSlotsFit_IsNotTheMeasureForOneThatComesLater()
    {
        var small = new SweepPlan(400);
        var plan = new WorldPlan(
            1, [new SiloPlan(1) { Memory = 16 }, new SiloPlan(6) { Memory = 4 }], [new SweepPlan(400) { Memory = 8, Weight = 6 }, small, small with { SubmitAt = 300 }]);
        var seconds = Fairness.SlotSeconds(World.Play(plan));
        Assert.InRange(seconds[2] / seconds[1], 0.8, 1.25);
    }

    [Fact]
    public void Play_ContendedWorlds_ShareByWeight() => Sampling.Check(Gens.Contended, 15, plan =>
    {
        var world = World.Play(plan);
        Inspection.RequireSound(world);
        Assert.True(Fairness.Jain(world) >= LeastJain, $"Jain's index was {Fairness.Jain(world):0.000} in {plan}");
    });
}

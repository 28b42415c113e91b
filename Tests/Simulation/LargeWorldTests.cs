using SweepCluster.Contracts.Events;
using System.Diagnostics;
using System.Globalization;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Simulation.Tests.Checks;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>A cluster larger than any that tests could start.</summary>
public sealed class LargeWorldTests
{
    private const string Variable = "SWEEP_SIMULATION_LARGE";

    [Fact]
    public void Play_ThreeHundredSlotsAndThirtyThousandTrials_KeepsEveryPromise() => PlayAndInspect(scale: 3);

    /// <summary>Takes half a minute of processor time, so only where it is asked for.</summary>
    [Fact]
    public void Play_ThousandSlotsAndHundredThousandTrials_KeepsEveryPromise()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null, $"{Variable} is not set.");
        PlayAndInspect(scale: 10);
    }

    private static void PlayAndInspect(int scale)
    {
        var plan = new WorldPlan(
            7,
            [.. Enumerable.Repeat(new SiloPlan(8, 2), 10 * scale)],
            [
                new SweepPlan(3_000 * scale, 3, 2) { IsAsha = true, Weight = 2 },
                new SweepPlan(3_000 * scale, 3, 2) { IsGrid = true },
                new SweepPlan(3_000 * scale, 3, 2) { IsGrid = true, IsAsha = true, Device = DeviceKind.Cpu },
                new SweepPlan(1_000 * scale, 3, 2) { Priority = 75, Cap = 40 * scale },
            ])
        {
            // As many activations are lost in a large world as in a small one: each reads its whole log.
            Faults = new FaultRates(0.001, 0.002, 0.001, 0.01, 0.005, 0.02, 2, 1, 1, 0.5, StoreFailures: 0.001 / scale),
        };
        var begun = Stopwatch.GetTimestamp();
        var world = World.Play(plan);
        var played = Stopwatch.GetElapsedTime(begun);
        Inspection.RequireSound(world);
        Assert.Equal(10_000 * scale, world.Logs.Sum(log => log.Events.OfType<TrialSuggested>().Count()));
        Assert.All(world.Logs, log => Assert.Equal(SweepStatus.Completed, log.Status));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{world.Logs.Sum(log => log.Events.Count):N0} events, {world.Time.Now} of virtual time, played in {played.TotalSeconds:0.0} s, checked in {Stopwatch.GetElapsedTime(begun).TotalSeconds - played.TotalSeconds:0.0} s"));
    }
}

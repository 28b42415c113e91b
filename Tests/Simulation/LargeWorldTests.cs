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
    [Fact]
    public void Play_ThousandSlotsAndHundredThousandTrials_KeepsEveryPromise()
    {
        var plan = new WorldPlan(
            7,
            [.. Enumerable.Repeat(new SiloPlan(8, 2), 100)],
            [
                new SweepPlan(30_000, 3, 4) { IsAsha = true, Weight = 2 },
                new SweepPlan(30_000, 3, 4) { IsGrid = true },
                new SweepPlan(20_000, 3, 4) { IsGrid = true, IsAsha = true, Device = DeviceKind.Cpu },
                new SweepPlan(20_000, 3, 4) { Device = DeviceKind.Any, Priority = 75, Cap = 200 },
            ])
        {
            Faults = new FaultRates(0.001, 0.002, 0.001, 0.01, 0.005, 0.02, 2, 1, 1, 0.5, 0.001),
        };
        var begun = Stopwatch.GetTimestamp();
        var world = World.Play(plan);
        var played = Stopwatch.GetElapsedTime(begun);
        Inspection.RequireSound(world);
        Assert.Equal(100_000, world.Logs.Sum(log => log.Trials));
        Assert.All(world.Logs, log => Assert.Equal(SweepStatus.Completed, log.Status));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{world.Logs.Sum(log => log.Events.Count):N0} events, {world.Time.Now} of virtual time, played in {played.TotalSeconds:0.0} s, checked in {Stopwatch.GetElapsedTime(begun).TotalSeconds - played.TotalSeconds:0.0} s"));
    }
}

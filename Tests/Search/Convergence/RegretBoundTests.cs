using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Convergence;
using SweepCluster.Search.Tests.Samplers;
using SweepCluster.Search.Tests.Simulation;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Convergence;

public sealed class RegretBoundTests
{
    [Fact]
    public void At_FewTrials_IsUnknown() =>
        Assert.Null(new RegretBound(Play(19).History.Space).At(Play(19).History));

    [Fact]
    public void At_SmoothFunction_ShrinksAndIsAboveTheRegret()
    {
        var bounds = new List<double>();
        foreach (var trials in new[] { 20, 40, 60 })
        {
            var player = Play(trials);
            bounds.Add(new RegretBound(player.History.Space).At(player.History)!.Value.Bound);
            Assert.True(bounds[^1] >= player.Points.Min(Bowl), $"after {trials} trials the bound was {bounds[^1]}");
        }

        Assert.True(bounds[2] < bounds[0] / 4, string.Join(", ", bounds));
    }

    [Fact]
    public void At_ScoresOfAnotherUnit_IsInThatUnit()
    {
        var (small, large) = (Play(30), Play(30, 1000));
        var bound = new RegretBound(small.History.Space).At(small.History)!.Value.Bound;
        Assert.Equal(bound, new RegretBound(large.History.Space).At(large.History)!.Value.Bound / 1000, bound / 100);
    }

    [Fact]
    public void At_AllScoresEqual_IsZero()
    {
        var player = Play(20, 0);
        Assert.Equal(0, new RegretBound(player.History.Space).At(player.History)!.Value.Bound);
    }

    [Fact]
    public void Run_MaxRegret_EndsTheSweepByItselfAndReplays()
    {
        var spec = Spec(new GaussianProcessMethod(), Float("x", 0, 1), Float("y", 0, 1)) with
        {
            RunCap = 120,
            Limits = new LimitsSpec(MaxRegret: 0.2),
        };
        var simulator = new SweepSimulator(spec, slots: 2, seed: 3, trouble: 0) { Steps = 1 }.Run();
        var snapshot = simulator.Log.Engine.Snapshot("s");
        Assert.Equal(SweepStatus.Completed, snapshot.Status);
        Assert.StartsWith("converged: as far as", snapshot.Reason, StringComparison.Ordinal);
        Assert.InRange(snapshot.Trials.Total, 20, 119);
        Assert.Equal(snapshot.Reason, simulator.Log.Replay().Snapshot("s").Reason);
        Assert.IsType<SweepFinished>(simulator.Log.Events[^1]);
    }

    private static SearchPlayer Play(int trials, double unit = 1) =>
        new SearchPlayer(new SobolMethod(), [Float("x", 0, 1), Float("y", 0, 1)], 1).Play(trials, point => unit * Bowl(point));

    private static double Bowl(ParameterSet point) =>
        Math.Pow(point["x"]!.Value.Number - 0.4, 2) + Math.Pow(point["y"]!.Value.Number - 0.7, 2);
}

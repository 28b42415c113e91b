using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Tests.Samplers;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Surrogates;

public sealed class GaussianProcessQualityTests
{
    private static readonly ImmutableArray<ParameterSpec> Plane = [Float("x", -5, 10), Float("y", 0, 15)];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Suggest_Branin_ComesCloseInFiftyTrials(int parallel)
    {
        static double Branin(ParameterSet point)
        {
            var (x, y) = (point["x"]!.Value.Number, point["y"]!.Value.Number);
            var bent = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
            return (bent * bent) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
        }

        var best = new SearchPlayer(new GaussianProcessMethod(), Plane, 1).Play(50, Branin, parallel).Points.Min(Branin);
        Assert.InRange(best, 0.3978, 0.45);
    }

    [Fact]
    public void Suggest_MixedConditionalSpace_FindsTheBestBranch()
    {
        static double Score(ParameterSet point) =>
            (point["depth"] is { } depth ? Math.Abs(depth.Number - 6) : 4)
            + Math.Abs(Math.Log10(point["lr"]!.Value.Number) + 2) + (point["model"]!.Value.Text == "densenet" ? 0 : 1);
        var points = new SearchPlayer(new GaussianProcessMethod(), [.. Mixed.Where(p => p.Name is "lr" or "model" or "depth")], 1).Play(60, Score).Points;
        Assert.InRange(points.Min(Score), 0, 0.1);
    }

    [Fact]
    public void Suggest_ManyRunning_SpreadsOut()
    {
        var player = new SearchPlayer(new GaussianProcessMethod(), Plane, 1).Play(20, point => point["x"]!.Value.Number);
        var before = player.Points.Count;
        var running = player.Play(8, _ => 0, parallel: 1000).Points.Skip(before).ToList();
        Assert.Equal(8, running.Distinct().Count());
        var heights = running.Select(point => point["y"]!.Value.Number).ToList();
        Assert.True(heights.Max() - heights.Min() > 1, $"running trials lie between {heights.Min()} and {heights.Max()}");
    }

    [Fact]
    public void Suggest_AskedRarelyOrAlways_SaysTheSame()
    {
        static double Score(ParameterSet point) => point["x"]!.Value.Number;
        var asked = new SearchPlayer(new GaussianProcessMethod(), Plane, 1).Play(25, Score);
        var fresh = new SearchPlayer(new GaussianProcessMethod(), Plane, 1);
        var expected = asked.Suggest();
        Assert.Equal(expected, fresh.Sampler.Suggest(asked.History, TrialRandom.For(1, asked.Points.Count)).First().Parameters);
    }
}

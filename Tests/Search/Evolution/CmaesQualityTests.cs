using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Evolution;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Samplers;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Evolution;

public sealed class CmaesQualityTests
{
    private static readonly ImmutableArray<ParameterSpec> Cube = [.. Enumerable.Range(0, 5).Select(i => Float($"x{i}", -5, 5))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Suggest_Ellipsoid_ConvergesEvenWhenManyTrialsRun(int parallel)
    {
        double Ellipsoid(ParameterSet point) =>
            point.Values.Select((value, i) => Math.Pow(10, i) * Math.Pow(value.Value.Number - 1, 2)).Sum();
        Assert.InRange(Best(Cube, Ellipsoid, 800, parallel), 0, 1e-4);
    }

    [Fact]
    public void Suggest_LevelsAndChoices_FindsTheBestOnes()
    {
        ImmutableArray<ParameterSpec> parameters =
            [Float("x", -5, 5), Int("k", 0, 40), LogInt("n", 1, 1024), Choice("c", "a", "b", "d"), When(Float("y", 0, 1), "c", ParameterValue.Of("b"))];
        double Score(ParameterSet point) =>
            Math.Pow(point["x"]!.Value.Number - 2, 2)
            + Math.Abs(point["k"]!.Value.Number - 31)
            + Math.Abs(Math.Log2(point["n"]!.Value.Number) - 5)
            + (point["y"] is { } y ? Math.Abs(y.Number - 0.3) : 3);
        Assert.InRange(Best(parameters, Score, 600, 4), 0, 0.2);
    }

    [Fact]
    public void Apply_FlatScores_StartsAgainElsewhereWithTwiceThePopulation()
    {
        var player = new SearchPlayer(new CmaesMethod(4), [Float("x", 0, 1)], 1).Play(400, _ => 1);
        var search = new CmaSearch(SearchSpace.Compile([Float("x", 0, 1)]), new CmaesMethod(4), 1);
        foreach (var entry in player.History.Journal)
        {
            search.Apply(entry);
        }

        Assert.True(search.Run.Number > 1, "the first run never ended");
        Assert.Equal(4 << (search.Run.Number - 1), search.Run.Population);
    }

    [Fact]
    public void Apply_FlatScoresWithBipop_AlternatesBetweenLargeAndSmallRuns()
    {
        var search = new CmaSearch(SearchSpace.Compile([Float("x", 0, 1)]), new CmaesMethod(4, CmaesRestarts.Bipop), 1);
        var player = new SearchPlayer(new CmaesMethod(4, CmaesRestarts.Bipop), [Float("x", 0, 1)], 1).Play(4_000, _ => 1);
        var runs = new List<CmaRun> { search.Run };
        foreach (var entry in player.History.Journal)
        {
            search.Apply(entry);
            if (!ReferenceEquals(search.Run, runs[^1]))
            {
                runs.Add(search.Run);
            }
        }

        var large = runs.Skip(1).Where(run => run.Plan.MostTrials is null).ToList();
        var small = runs.Where(run => run.Plan.MostTrials is not null).ToList();
        Assert.Equal(large.Select((_, i) => 8 << i), large.Select(run => run.Population));
        Assert.NotEmpty(small);
        Assert.All(small, run => Assert.InRange(run.Population, 4, large[^1].Population / 2));
        Assert.All(small, run => Assert.InRange(run.Plan.Sigma, CmaPlan.UsualSigma / 100, CmaPlan.UsualSigma));
        Assert.InRange(
            small.SkipLast(1).Sum(run => run.Trials), 1, large.Sum(run => run.Trials) + large.Max(run => run.Trials));
    }

    [Fact]
    public void Update_OutlyingGeneration_LetsTheStepSizeGrowByNoMoreThanE()
    {
        var distribution = new CmaDistribution(new CmaParameters(2, 6), [0, 0], 0.5);
        distribution.Update([.. Enumerable.Range(0, 6).Select(i => new[] { 1e6 + i, 1e6 })]);
        Assert.InRange(distribution.Sigma, 0.5, 0.5 * Math.E * (1 + 1e-12));
    }

    [Fact]
    public void Suggest_ConditionalChoice_NeverLosesAValue()
    {
        var learning = new ChoiceLearning((ChoiceDomain)Domain.Compile(Choice("c", "a", "b", "d", "e").Distribution), 0.5, 0.1);
        for (var generation = 0; generation < 100; generation++)
        {
            learning.Update([(2, 0.7), (2, 0.3)]);
        }

        double[] probabilities = [.. Enumerable.Range(0, 4).Select(learning.ProbabilityOf)];
        Assert.Equal(1, probabilities.Sum(), 12);
        Assert.Equal([0.025, 0.025, 0.925, 0.025], probabilities.Select(p => Math.Round(p, 6)));
    }

    private static double Best(ImmutableArray<ParameterSpec> parameters, Func<ParameterSet, double> score, int trials, int parallel) =>
        new SearchPlayer(new CmaesMethod(), parameters, 3).Play(trials, score, parallel).Points.Min(score);
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Evolution;

public sealed class GeneticPopulationTests
{
    [Fact]
    public void Suggest_TwoObjectives_CoversTheFrontBetterThanChance()
    {
        var (genetic, random) = (Volume(new GeneticMethod(20)), Volume(new RandomMethod()));
        Assert.True(genetic > random + 0.05, $"hypervolume {genetic} by nsga2, {random} by random draws");
    }

    // ZDT1 (Zitzler, Deb and Thiele 2000) in 6 dimensions.
    private static double Volume(MethodSpec method)
    {
        ImmutableArray<ParameterSpec> parameters = [.. Enumerable.Range(0, 6).Select(i => Float($"x{i}", 0, 1))];
        var spec = Spec(method, [.. parameters]) with { Objectives = [new("a", Direction.Minimize), new("b", Direction.Minimize)] };
        var history = new SearchHistory(SearchSpace.Compile(parameters));
        var sampler = SamplerFactory.Create(spec, history.Space);
        var scores = new List<IReadOnlyList<double>>();
        for (var number = 0; number < 600; number++)
        {
            var point = sampler.Suggest(history, TrialRandom.For(7, number)).First().Parameters;
            history.Add(point);
            var score = Zdt1(point);
            scores.Add(score);
            history.Finish(new TrialResult(number, TrialStatus.Completed, [.. score], 1));
        }

        return Hypervolume.Of(scores, [1.1, 1.1]);
    }

    private static double[] Zdt1(ParameterSet point)
    {
        double[] x = [.. point.Values.Select(value => value.Value.Number)];
        var distance = 1 + (9 * x[1..].Average());
        return [x[0], distance * (1 - Math.Sqrt(x[0] / distance))];
    }
}

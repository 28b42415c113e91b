using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

public sealed class SamplerTests
{
    [Fact]
    public void Create_GridOverContinuousParameter_SaysWhatToDo()
    {
        var problem = Assert.Throws<ArgumentException>(() => Create(Spec(new GridMethod(), Int("k", 1, 3), LogFloat("lr", 1e-3, 1))));
        Assert.Contains("'lr' is continuous; give it q", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TpeWithoutCandidates_Throws() =>
        Assert.Throws<ArgumentException>(() => Create(Spec(new TpeMethod(10, 0), Int("k", 1, 3))));

    [Fact]
    public void Suggest_TpeAfterStartUp_SaysWhatItKnew()
    {
        var player = new SearchPlayer(new TpeMethod(), [Float("x", 0, 1)], 1);
        string Provenance() => player.Sampler.Suggest(player.History, TrialRandom.For(1, player.Points.Count)).First().Provenance;
        Assert.Equal("tpe: start-up", Provenance());
        player.Play(20, point => point["x"]!.Value.Number);
        Assert.Equal("tpe: model, 2 good of 20", Provenance());
    }

    [Fact]
    public void MostPromising_SeveralObjectives_TakesTheFrontFirst()
    {
        var history = new SearchHistory(SearchSpace.Compile([]));
        double[][] scores = [[1, 5], [2, 6], [3, 1], [4, 4]];
        for (var number = 0; number < scores.Length; number++)
        {
            history.Finish(new TrialResult(number, TrialStatus.Completed, [.. scores[number]], 1));
        }

        Assert.Equal([0, 2, 1, 3], history.MostPromising(4).Select(result => result.Number));
    }

    [Fact]
    public void Create_FirstPointOutsideTheSpace_Throws()
    {
        var spec = Spec(new RandomMethod(), Int("k", 1, 3)) with { FirstPoints = [Set(("k", ParameterValue.Of(4L)))] };
        Assert.Throws<ArgumentException>(() => Create(spec));
    }

    [Fact]
    public void Suggest_FirstPoints_ComeFirstAndOnce()
    {
        ParameterSet[] points = [Set(("k", ParameterValue.Of(3L))), Set(("k", ParameterValue.Of(1.0))), Set(("k", ParameterValue.Of(3L)))];
        var spec = Spec(new GridMethod(), Int("k", 1, 5)) with { FirstPoints = [.. points] };
        var history = new SearchHistory(SearchSpace.Compile(spec.Parameters));
        var sampler = SamplerFactory.Create(spec, history.Space);
        var suggested = new List<string>();
        while (sampler.Suggest(history, TrialRandom.For(7, history.TrialCount)).FirstOrDefault() is { } suggestion)
        {
            suggested.Add(suggestion.Parameters.ToString());
            history.Add(suggestion.Parameters);
        }

        Assert.Equal(["k=3", "k=1"], suggested.Take(2));
        Assert.Equal(["k=1", "k=2", "k=3", "k=4", "k=5"], suggested.Order());
    }

    [Fact]
    public void Suggest_RandomWithProbabilities_FollowsThem()
    {
        var choice = new ParameterSpec(
            "model", new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b")], [0.9, 0.1]), []);
        var points = new SearchPlayer(new RandomMethod(), [choice, Float("x", 0, 1)], 1).Play(1000, _ => 0).Points;
        Assert.InRange(points.Count(point => point["model"]!.Value.Text == "a"), 860, 940);
    }

    [Fact]
    public void Suggest_RandomLogParameter_IsUniformInItsLogarithm()
    {
        var points = new SearchPlayer(new RandomMethod(), [LogFloat("lr", 1e-4, 1)], 1).Play(1000, _ => 0).Points;
        Assert.InRange(points.Count(point => point["lr"]!.Value.Number < 1e-2), 440, 560);
    }

    [Fact]
    public void Suggest_TpeWithFailingRegion_LeavesIt()
    {
        var inRegion = Enumerable.Range(0, 10).Average(seed => new SearchPlayer(new TpeMethod(), [Float("x", 0, 1)], seed)
            .Play(100, point => point["x"]!.Value.Number < 0.5 ? double.NaN : point["x"]!.Value.Number)
            .Points.Skip(50).Count(point => point["x"]!.Value.Number < 0.4));
        Assert.True(inRegion < 14, $"{inRegion} of 50, where random search has about 20");
    }

    [Fact]
    public void Suggest_TpeWithManyRunning_SpreadsOut()
    {
        var player = new SearchPlayer(new TpeMethod(), [Float("x", 0, 1)], 1).Play(40, point => point["x"]!.Value.Number);
        var before = player.Points.Count;
        var running = player.Play(16, _ => 0, parallel: 1000).Points.Skip(before).Select(point => point["x"]!.Value.Number).ToList();
        Assert.Equal(16, running.Distinct().Count());
        Assert.True(running.Max() - running.Min() > 0.02, $"running trials lie within {running.Min()} and {running.Max()}");
    }

    private static ISampler Create(SweepSpec spec) => SamplerFactory.Create(spec, SearchSpace.Compile(spec.Parameters));
}

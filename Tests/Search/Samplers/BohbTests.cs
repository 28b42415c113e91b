using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>BOHB learns at the highest rung where enough trials were compared, and from all that came there.</summary>
public sealed class BohbTests
{
    private readonly SearchHistory _history = new(SearchSpace.Compile([Float("x", 0, 1)]));
    private readonly ISampler _sampler = SamplerFactory.Create(
        Spec(new BohbMethod(RandomShare: 0), Float("x", 0, 1)) with { EarlyTerminate = new HyperbandTermination(1, 9) },
        SearchSpace.Compile([Float("x", 0, 1)]));

    [Fact]
    public void Suggest_EnoughAtTheFirstRung_LearnsThere()
    {
        Assert.StartsWith("bohb: start-up", Provenance(), StringComparison.Ordinal);
        for (var trial = 0; trial < 4; trial++)
        {
            Reach(Start(), 0);
        }

        Assert.StartsWith("bohb: rung 0, 1 good of 4", Provenance(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_EnoughAtALaterRung_LearnsThereInstead()
    {
        for (var trial = 0; trial < 12; trial++)
        {
            Reach(Start(), 0);
        }

        for (var trial = 0; trial < 4; trial++)
        {
            Reach(trial, 1);
            Assert.StartsWith(trial < 3 ? "bohb: rung 0" : "bohb: rung 1, 1 good of 4", Provenance(), StringComparison.Ordinal);
        }

        for (var trial = 0; trial < 4; trial++)
        {
            _history.Finish(new TrialResult(trial, TrialStatus.Completed, [trial], 9));
        }

        Assert.StartsWith("bohb: rung 2, 1 good of 4", Provenance(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_ScoresThatAreNoNumbers_DoNotCount()
    {
        for (var trial = 0; trial < 6; trial++)
        {
            _history.Reach(Start(), new RungScore(0, double.NaN));
            _history.Finish(new TrialResult(trial, TrialStatus.Pruned, [double.NaN], 1));
        }

        Assert.StartsWith("bohb: start-up", Provenance(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_LowIsGood_ComesNearTheGood()
    {
        // The best are at the lower end, and what trials come to at the first rung says the opposite.
        for (var trial = 0; trial < 30; trial++)
        {
            Start();
            var x = _history.PointOf(trial)["x"]!.Value.Number;
            _history.Reach(trial, new RungScore(0, -x));
            _history.Reach(trial, new RungScore(1, x));
            _history.Finish(new TrialResult(trial, TrialStatus.Pruned, [x], 3));
        }

        var suggested = Enumerable.Range(0, 20)
            .Select(i => _sampler.Suggest(_history, TrialRandom.For(1, 30 + i)).First().Parameters["x"]!.Value.Number)
            .Order().ToList();
        Assert.InRange(suggested[10], 0, 0.3);
    }

    [Fact]
    public void Suggest_ShareOfOne_DrawsAllAtRandom()
    {
        var random = SamplerFactory.Create(Spec(new BohbMethod(RandomShare: 1), Float("x", 0, 1)), _history.Space);
        for (var trial = 0; trial < 6; trial++)
        {
            Start();
            _history.Finish(new TrialResult(trial, TrialStatus.Completed, [trial], 1));
        }

        Assert.Equal("bohb: random share", random.Suggest(_history, TrialRandom.For(1, 6)).First().Provenance);
    }

    private string Provenance() => _sampler.Suggest(_history, TrialRandom.For(1, _history.TrialCount)).First().Provenance;

    private int Start()
    {
        var trial = _history.TrialCount;
        _history.Add(_history.Space.Choose(dimension => dimension.Domain.Decode((0.5 + (trial * 0.618)) % 1)));
        return trial;
    }

    private void Reach(int trial, int rung) => _history.Reach(trial, new RungScore(rung, trial));
}

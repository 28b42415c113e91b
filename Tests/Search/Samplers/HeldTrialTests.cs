using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>Trials that are paused at a rung count as pruned there until they are promoted and end otherwise.</summary>
public sealed class HeldTrialTests
{
    private readonly SearchHistory _history = new(SearchSpace.Compile([Float("x", 0, 1)]));

    [Fact]
    public void Hold_ThenCompleted_IsOneResultAndTheLaterOne()
    {
        Add(0);
        Add(1);
        _history.Hold(Pruned(0, 0.5));
        _history.Finish(Completed(1, 0.9));
        Assert.Equal([1, 0], _history.MostPromising(10).Select(result => result.Number));

        var version = _history.Version;
        _history.Finish(Completed(0, 0.1));
        Assert.NotEqual(version, _history.Version);
        Assert.Equal((2, 2), (_history.ResultCount, _history.FinishedCount));
        Assert.Equal([0, 1], _history.MostPromising(10).Select(result => result.Number));
    }

    [Fact]
    public void Hold_AgainAtALaterRung_CountsThere()
    {
        Add(0);
        Add(1);
        _history.Hold(Pruned(0, 0.9));
        _history.Hold(Pruned(1, 0.5));
        _history.Hold(Pruned(0, 0.8, step: 3));
        Assert.Equal(2, _history.FinishedCount);
        Assert.Equal([0, 1], _history.MostPromising(10).Select(result => result.Number));
    }

    [Fact]
    public void Hold_ThenFailed_IsNoResult()
    {
        Add(0);
        _history.Hold(Pruned(0, 0.9));
        _history.Finish(new TrialResult(0, TrialStatus.Failed, [double.NaN], 3));
        Assert.Empty(_history.MostPromising(10));
        Assert.Equal(1, _history.FinishedCount);
    }

    [Fact]
    public void Suggest_PromotedTrialsComplete_MakeGenerations()
    {
        var sampler = SamplerFactory.Create(Spec(new GeneticMethod(2), Float("x", 0, 1)), _history.Space);
        for (var trial = 0; trial < 4; trial++)
        {
            Add(trial);
            _history.Hold(Pruned(trial, trial));
            _history.Finish(Completed(trial, trial));
        }

        Assert.StartsWith("nsga2: generation", sampler.Suggest(_history, TrialRandom.For(1, 4)).First().Provenance, StringComparison.Ordinal);
    }

    private void Add(int trial) => _history.Add(_history.Space.Choose(dimension => dimension.Domain.Decode(0.1 + (0.2 * trial))));

    private static TrialResult Pruned(int trial, double score, int step = 1) => new(trial, TrialStatus.Pruned, [score], step);

    private static TrialResult Completed(int trial, double score) => new(trial, TrialStatus.Completed, [score], 9);
}

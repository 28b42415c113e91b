using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Evolution;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>DEHB evolves a population at every rung, with parents from the rung below.</summary>
public sealed class DehbTests
{
    private readonly SearchSpace _space = SearchSpace.Compile([Float("x", 0, 1), Float("y", 0, 1)]);

    [Fact]
    public void Suggest_LowestPopulationIsFull_MakesChildren()
    {
        var history = new SearchHistory(_space);
        var sampler = SamplerFactory.Create(
            Spec(new DehbMethod(4), Float("x", 0, 1), Float("y", 0, 1)) with { EarlyTerminate = new HyperbandTermination(1, 9) }, _space);
        for (var trial = 0; trial < 4; trial++)
        {
            Assert.StartsWith("dehb: start-up", Provenance(), StringComparison.Ordinal);
            history.Add(Point(0.2 * trial, 0.5));
            history.Reach(trial, new RungScore(0, trial));
        }

        Assert.StartsWith("dehb: for the population of rung", Provenance(), StringComparison.Ordinal);

        string Provenance() => sampler.Suggest(history, TrialRandom.For(1, history.TrialCount)).First().Provenance;
    }

    [Fact]
    public void Draw_ForAHigherRung_HasTheBestOfTheRungBelowForParents()
    {
        // The best third lies on a line, and so does all that differences of its members add to one of them.
        var populations = new DehbPopulations(_space, size: 16, rungs: 1, rungOf: _ => 1);
        for (var trial = 0; trial < 16; trial++)
        {
            var isGood = trial % 3 == 0;
            Suggest(populations, trial, 0.3 + (0.02 * trial), isGood ? 0.25 : 0.9);
            populations.Apply(new HistoryEntry(trial, null, null, new RungScore(0, isGood ? trial : 100 + trial)));
        }

        var children = Enumerable.Range(16, 30).Select(trial => populations.Draw(trial, TrialRandom.For(1, trial), 0)["y"]!.Value.Number).ToList();
        Assert.All(children, y => Assert.Equal(0.25, y, 1e-9));
    }

    [Fact]
    public void Apply_WorseThanItsTarget_ChangesNothing()
    {
        var populations = new DehbPopulations(_space, size: 4, rungs: 0, rungOf: _ => 0);
        for (var trial = 0; trial < 4; trial++)
        {
            Suggest(populations, trial, 0.1 * trial, 0.5);
            Complete(populations, trial, 1);
        }

        var before = Children(populations);
        Suggest(populations, 4, 0.9, 0.9);
        Complete(populations, 4, 2);
        Assert.Equal(before, Children(populations));

        Suggest(populations, 5, 0.9, 0.9);
        Complete(populations, 5, 0.5);
        Assert.NotEqual(before, Children(populations));
    }

    [Fact]
    public void Apply_ScoreIsNoNumber_NeverBecomesAMember()
    {
        var populations = new DehbPopulations(_space, size: 4, rungs: 0, rungOf: _ => 0);
        for (var trial = 0; trial < 9; trial++)
        {
            Suggest(populations, trial, 0.1 * trial, 0.5);
            Complete(populations, trial, double.NaN);
        }

        Assert.False(populations.IsComplete);
    }

    private static List<string> Children(DehbPopulations populations) =>
        [.. Enumerable.Range(10, 8).Select(trial => populations.Draw(trial, TrialRandom.For(1, trial), 0).ToString())];

    private static void Complete(DehbPopulations populations, int trial, double score) =>
        populations.Apply(new HistoryEntry(trial, null, new TrialResult(trial, TrialStatus.Completed, [score], 9)));

    private void Suggest(DehbPopulations populations, int trial, double x, double y) =>
        populations.Apply(new HistoryEntry(trial, Point(x, y), null));

    private Contracts.Values.ParameterSet Point(double x, double y) =>
        _space.Choose(dimension => dimension.Domain.Decode(dimension.Position == 0 ? x : y));
}

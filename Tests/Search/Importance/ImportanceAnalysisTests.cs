using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Importance;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Importance;

public sealed class ImportanceAnalysisTests
{
    private static readonly ImmutableArray<ParameterSpec> Parameters =
    [
        LogFloat("lr", 1e-4, 1),
        Float("noise", 0, 1),
        Choice("model", "a", "b", "c", "d"),
        When(Int("depth", 1, 9), "model", ParameterValue.Of("a"), ParameterValue.Of("c")),
        Constant("epochs", 9),
    ];

    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_OneParameterDecides_ComesFirst(ImportanceMethod method)
    {
        var report = Analyse(method, point => Math.Pow(Math.Log10(point["lr"]!.Value.Number) + 2, 2));
        Assert.Equal("lr", report.Parameters[0].Parameter);
        Assert.InRange(report.Parameters[0].Share, method == ImportanceMethod.Fanova ? 0.8 : 0.5, 1);
        Assert.Equal(["depth", "lr", "model", "noise"], report.Parameters.Select(one => one.Parameter).Order(StringComparer.Ordinal));
    }

    // b and d are good, which no threshold on an order of the names divides.
    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_SomeCategoriesAreGood_TheCategoryComesFirst(ImportanceMethod method)
    {
        var report = Analyse(method, point => point["model"]!.Value.Text is "b" or "d" ? 0 : 1);
        Assert.Equal("model", report.Parameters[0].Parameter);
    }

    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_ConditionalParameterDecides_ComesBeforeThoseThatDoNot(ImportanceMethod method)
    {
        var report = Analyse(method, point => point["depth"] is { } depth ? Math.Abs(depth.Number - 3) / 8 : 1);
        var order = report.Parameters.Select(one => one.Parameter).ToList();
        Assert.True(order.IndexOf("depth") < order.IndexOf("noise"));
        Assert.True(order.IndexOf("depth") < order.IndexOf("lr"));
    }

    [Fact]
    public void Of_Fanova_FindsThePairThatDecidesOnlyTogether()
    {
        var report = Analyse(ImportanceMethod.Fanova, point => (point["noise"]!.Value.Number < 0.5) == (point["model"]!.Value.Text is "a" or "b") ? 0 : 1);
        Assert.Equal(["model", "noise"], new[] { report.Pairs[0].First, report.Pairs[0].Second }.Order(StringComparer.Ordinal));
        Assert.InRange(report.Pairs[0].Share, 0.5, 1);
        Assert.All(report.Parameters, one => Assert.InRange(one.Share, 0, 0.2));
        Assert.True(report.Parameters.Sum(one => one.Share) + report.Pairs.Sum(pair => pair.Share) <= 1 + 1e-9);
    }

    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_SameTrials_GivesTheSameAnswerWhicheverWayIsBetter(ImportanceMethod method)
    {
        static double Score(ParameterSet point) => point["noise"]!.Value.Number;
        var report = Analyse(method, Score);
        Assert.Equal(report.Parameters, Analyse(method, Score).Parameters);
        var turned = Analyse(method, point => -Score(point), Direction.Maximize);
        Assert.All(report.Parameters.Zip(turned.Parameters), pair => Assert.Equal(pair.First.Share, pair.Second.Share, 6));
    }

    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_AllScoresEqual_PrefersNone(ImportanceMethod method)
    {
        var shares = Analyse(method, _ => 1).Parameters.Select(one => one.Share).Distinct().ToList();
        Assert.Equal(method == ImportanceMethod.Fanova ? 0 : 0.25, Assert.Single(shares), 6);
    }

    // Values of pruned trials are far off; their ranks say what matters all the same.
    [Theory]
    [InlineData(ImportanceMethod.Fanova)]
    [InlineData(ImportanceMethod.PedAnova)]
    public void Of_MostTrialsWerePruned_GoesByRank(ImportanceMethod method)
    {
        var spec = Spec(new RandomMethod(), [.. Parameters]);
        var trials = Points().Select((point, number) => (point, number)).OrderBy(pair => pair.point["noise"]!.Value.Number).Select((pair, place) =>
            new TrialSnapshot(pair.number, place < 20 ? TrialStatus.Completed : TrialStatus.Pruned, pair.point, 1)
            {
                BestMetrics = Loss(place < 20 ? place : 1000 - place),
                Rank = place + 1,
            });
        var report = ImportanceAnalysis.Of(spec, trials, method);
        Assert.True(report.IsByRank);
        Assert.Equal("noise", report.Parameters[0].Parameter);
    }

    [Fact]
    public void Of_TooFewTrials_SaysHowManyThereMustBe()
    {
        var problem = Assert.Throws<ArgumentException>(() => ImportanceAnalysis.Of(Spec(new RandomMethod(), [.. Parameters]), [], ImportanceMethod.Fanova));
        Assert.Equal("Only 0 trials have a result; importance needs at least 10.", problem.Message);
    }

    private static ImportanceReport Analyse(ImportanceMethod method, Func<ParameterSet, double> value, Direction direction = Direction.Minimize)
    {
        var spec = Spec(new RandomMethod(), [.. Parameters]) with { Objectives = [new Objective("loss", direction)] };
        var trials = Points().Select((point, number) =>
            new TrialSnapshot(number, TrialStatus.Completed, point, 1) { BestMetrics = Loss(value(point)), Rank = 1 });
        return ImportanceAnalysis.Of(spec, trials, method);
    }

    private static IEnumerable<ParameterSet> Points()
    {
        var space = SearchSpace.Compile(Parameters);
        return Enumerable.Range(0, 200).Select(number =>
        {
            var random = TrialRandom.For(5, number).Stream(DrawPurpose.General);
            return space.Choose(dimension => dimension.Domain.Decode(random.NextDouble()));
        });
    }
}

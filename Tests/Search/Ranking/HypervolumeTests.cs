using System.Text.Json;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Ranking;

[Trait("Category", "Oracle")]
public sealed class HypervolumeTests
{
    public static TheoryData<string> Volumes => OracleFile.Ids("hypervolume");

    public static TheoryData<string> Subsets => OracleFile.Ids("hssp");

    [Theory]
    [MemberData(nameof(Volumes))]
    public void Of_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("hypervolume", id);
        var (expected, actual) = (oracle.Expected("hypervolume").Number(), Hypervolume.Of(Points(oracle), Reference(oracle)));
        if (double.IsFinite(expected))
        {
            OracleFile.AssertClose(expected, actual, 1e-12, 1e-12, id);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Subsets))]
    public void Choose_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("hssp", id);
        var points = Points(oracle);
        var chosen = HypervolumeSubset.Choose(points, oracle.Input("subset_size").GetInt32(), Reference(oracle));
        Assert.Equal(oracle.Expected("greedy_selected_sorted").Numbers().Select(i => (int)i), chosen.Order());
        var volume = Hypervolume.Of(chosen.Select(i => points[i]), Reference(oracle));
        OracleFile.AssertClose(oracle.Expected("greedy_hypervolume").Number(), volume, 1e-12, 1e-12, id);
        Assert.True(volume >= (1 - (1 / Math.E)) * oracle.Expected("optimal_hypervolume").Number());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_RandomPoints_IsTheShareOfTheCubeTheyDominate(int objectives)
    {
        var random = new Random(objectives);
        double[] Draw() => [.. Enumerable.Range(0, objectives).Select(_ => random.NextDouble())];
        var points = Enumerable.Range(0, 15).Select(_ => (IReadOnlyList<double>)Draw()).ToList();
        const int Samples = 100_000;
        var hits = Enumerable.Range(0, Samples).Select(_ => Draw())
            .Count(sample => points.Exists(point => point.Zip(sample).All(pair => pair.First <= pair.Second)));
        var expected = (double)hits / Samples;
        Assert.InRange(Hypervolume.Of(points, new double[objectives].Select(_ => 1.0).ToArray()), expected - 0.007, expected + 0.007);
    }

    [Fact]
    public void Choose_RandomPoints_AddsTheMostAtEveryTurn()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 20).Select(_ => (IReadOnlyList<double>)[random.NextDouble(), random.NextDouble(), random.NextDouble()]).ToList();
        double[] reference = [1, 1, 1];
        var chosen = HypervolumeSubset.Choose(points, 6, reference);
        for (var turn = 0; turn < chosen.Count; turn++)
        {
            double With(int i) => Hypervolume.Of(chosen.Take(turn).Append(i).Select(place => points[place]), reference);
            Assert.Equal(Enumerable.Range(0, points.Count).Max(With), With(chosen[turn]), 12);
        }
    }

    [Fact]
    public void Choose_InfiniteReference_TakesTheFirst() =>
        Assert.Equal([0, 1], HypervolumeSubset.Choose([[1, 2], [2, 1], [0, 0]], 2, [double.PositiveInfinity, 3]));

    [Fact]
    public void Choose_PointsBeyondTheReference_StillGivesAsManyAsWanted() =>
        Assert.Equal([1, 0, 2], HypervolumeSubset.Choose([[5, 5], [1, 1], [6, 6]], 5, [2, 2]));

    private static List<IReadOnlyList<double>> Points(JsonElement oracle) =>
        [.. oracle.Input("points_minimise").EnumerateArray().Select(OracleFile.Numbers)];

    private static double[] Reference(JsonElement oracle) => oracle.Input("reference_point").Numbers();
}

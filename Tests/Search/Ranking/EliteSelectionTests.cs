using System.Collections.Immutable;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Ranking;

[Trait("Category", "Oracle")]
public sealed class EliteSelectionTests
{
    public static TheoryData<string> Cases => OracleFile.Ids("crowding_elite");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distances_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("crowding_elite", id);
        var points = oracle.Input("values").EnumerateArray().Select(OracleFile.Numbers).ToList();
        var (expected, actual) = (oracle.Expected("crowding_distance").Numbers(), Crowding.Distances(points));
        Assert.Equal(expected.Select(double.IsFinite), actual.Select(double.IsFinite));
        foreach (var (wanted, got) in expected.Zip(actual).Where(pair => double.IsFinite(pair.First)))
        {
            OracleFile.AssertClose(wanted, got, 1e-9, 1e-12, id);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Choose_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("crowding_elite", id);
        var input = oracle.GetProperty("input");
        Assert.Equal(input.TryGetProperty("population_size", out var size), oracle.GetProperty("expected").TryGetProperty("elite", out var elite));
        if (size.ValueKind == System.Text.Json.JsonValueKind.Number)
        {
            var signs = oracle.Input("directions").EnumerateArray().Select(direction => direction.GetString() == "minimize" ? 1 : -1).ToArray();
            var scores = oracle.Input("values").EnumerateArray()
                .Select(values => values.Numbers().Select((value, i) => signs[i] * value).ToImmutableArray()).ToList();
            Assert.Equal(elite.Numbers().Select(i => (int)i), EliteSelection.Choose(scores, size.GetInt32()).Order());
        }
    }

    [Fact]
    public void Choose_LastFrontTooLarge_KeepsItsEndsAndTheLeastCrowded() =>
        Assert.Equal([0, 4, 3], EliteSelection.Choose([[0, 10], [1, 9], [1.5, 8.5], [6, 3], [10, 0]], 3));

    [Fact]
    public void Of_FrontWithABend_FindsTheBend()
    {
        Assert.Equal(2, KneePoint.Of([[0, 100], [1, 60], [2, 10], [6, 8], [10, 0]]));
        Assert.Equal(1, KneePoint.Of([[double.PositiveInfinity, 0], [3, 3], [double.NaN, 1]]));
        Assert.Null(KneePoint.Of([]));
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Ranking;

[Trait("Category", "Oracle")]
public sealed class NonDominationTests
{
    public static TheoryData<string> Cases => OracleFile.Ids("nondominated_rank");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fronts_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("nondominated_rank", id);
        var signs = oracle.Input("directions").EnumerateArray().Select(direction => direction.GetString() == "minimize" ? 1 : -1).ToArray();
        var scores = oracle.Input("values").EnumerateArray()
            .Select(values => values.Numbers().Select((value, i) => signs[i] * value).ToImmutableArray()).ToList();
        var fronts = oracle.Input("penalty") is { ValueKind: JsonValueKind.Array } violations
            ? NonDomination.Fronts(scores, violations.Numbers())
            : NonDomination.Fronts(scores);
        Assert.Equal(oracle.Expected("ranks").Numbers().Select(rank => (int)rank), fronts);
    }

    [Fact]
    public void Fronts_EqualViolations_ShareAFrontBehindTheAllowed() => Assert.Equal(
        [1, 0, 1, 3, 2], NonDomination.Fronts([[1, 1], [9, 9], [2, 2], [0, 0], [0, 0]], [0.5, 0, 0.5, double.NaN, 3]));

    [Fact]
    public void Fronts_NaN_IsWorst()
    {
        var fronts = NonDomination.Fronts([[1, double.NaN], [1, 2], [double.NaN, double.NaN]]);
        Assert.Equal([1, 0, 2], fronts);
    }
}

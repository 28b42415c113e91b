using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Problems;

/// <summary>The problems that samplers are compared on, against values of their definitions.</summary>
[Trait("Category", "Oracle")]
public sealed class ProblemOracleTests
{
    private const double GoldenRatio = 0.6180339887498949;

    public static TheoryData<string> Functions => OracleFile.Ids("bench_functions", oracle => IsKind(oracle, "function") && !IsCurve(oracle));

    public static TheoryData<string> Curves => OracleFile.Ids("bench_functions", oracle => IsKind(oracle, "function") && IsCurve(oracle));

    public static TheoryData<string> Hashes => OracleFile.Ids("bench_functions", oracle => IsKind(oracle, "hash"));

    public static TheoryData<string> Shifts => OracleFile.Ids("bench_functions", oracle => IsKind(oracle, "shift"));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Problem_KnownPoints_HasTheirValues(string id)
    {
        var oracle = OracleFile.Case("bench_functions", id);
        var problem = ProblemCatalog.All.Single(problem => problem.Name == oracle.Input("problem").GetString());
        foreach (var (point, expected) in Points(oracle).Zip(oracle.Expected("value").EnumerateArray()))
        {
            AssertClose(Numbers(expected), problem.Evaluate(point, 0)!.Value, id);
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Curve_KnownPoints_HasTheirValues(string id)
    {
        var oracle = OracleFile.Case("bench_functions", id);
        var problem = CurveProblems.All.Single(problem => problem.Name == oracle.Input("problem").GetString());
        var steps = oracle.Input("resource").EnumerateArray().Select(step => step.GetInt32()).ToList();
        foreach (var (point, expected) in Points(oracle).Zip(oracle.Expected("value").EnumerateArray()))
        {
            AssertClose(expected.Numbers(), [.. steps.Select(step => problem.Curve(point, step))], id);
        }
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void HashNoise_KnownNumbers_HasTheirHashesAndNoise(string id)
    {
        var oracle = OracleFile.Case("bench_functions", id);
        if (oracle.GetProperty("input").TryGetProperty("x", out var numbers))
        {
            Assert.Equal(Hashed(oracle.Expected("y")), numbers.EnumerateArray().Select(x => HashNoise.Mix(x.GetUInt64())));
            return;
        }

        var chains = oracle.Input("ints").EnumerateArray().Select(chain => chain.EnumerateArray().Select(x => x.GetInt64()).ToList()).ToList();
        Assert.Equal(Hashed(oracle.Expected("h")), chains.Select(chain => HashNoise.Chain(chain)));
        AssertClose(oracle.Expected("u01").Numbers(), [.. chains.Select(chain => HashNoise.Uniform(HashNoise.Chain(chain)))], "uniform");
        AssertClose(oracle.Expected("gauss").Numbers(), [.. chains.Select(chain => HashNoise.Normal(chain))], "normal");
    }

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Shift_KnownRanges_HasTheirPlaces(string id)
    {
        var oracle = OracleFile.Case("bench_functions", id);
        foreach (var (given, expected) in oracle.Input("args").EnumerateArray().Zip(oracle.Expected("shift").EnumerateArray()))
        {
            var salt = given[3].GetString() == "golden" ? GoldenRatio : Math.Sqrt(2) - 1;
            var shift = ContinuousProblems.Shift(given[0].GetInt32(), given[1].GetDouble(), given[2].GetDouble(), salt);
            AssertClose(expected.Numbers(), [.. shift], "shift");
        }
    }

    [Fact]
    public void Problems_AllSpaces_CanBeSearched() => Assert.All(ProblemCatalog.All, problem =>
    {
        var space = SearchSpace.Compile(problem.Parameters);
        var middle = space.Choose(dimension => dimension.Domain.Decode(0.5));
        Assert.Equal(problem.Objectives.Length, problem.Evaluate(middle, 0)!.Value.Length);
    });

    private static IEnumerable<ulong> Hashed(JsonElement hashes) =>
        hashes.EnumerateArray().Select(hash => ulong.Parse(hash.GetString()!, CultureInfo.InvariantCulture));

    private static bool IsKind(JsonElement oracle, string kind) => oracle.GetProperty("kind").GetString() == kind;

    private static bool IsCurve(JsonElement oracle) => oracle.GetProperty("input").TryGetProperty("resource", out _);

    private static IEnumerable<ParameterSet> Points(JsonElement oracle) =>
        oracle.Input("params").EnumerateArray().Select(point => point.Deserialize<ParameterSet>(SweepJson.Options)!);

    private static double[] Numbers(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.Numbers() : [value.Number()];

    private static void AssertClose(double[] expected, ImmutableArray<double> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]))
            {
                Assert.Equal(double.NaN, actual[i]);
            }
            else
            {
                OracleFile.AssertClose(expected[i], actual[i], 1e-9, 1e-12, what);
            }
        }
    }
}

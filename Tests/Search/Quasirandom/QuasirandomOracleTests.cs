using System.Globalization;
using System.Text.Json;
using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Quasirandom;

[Trait("Category", "Oracle")]
public sealed class QuasirandomOracleTests
{
    private const double Unit = 1.0 / (1L << 32);

    public static TheoryData<string> Sobol => OracleFile.Ids("qmc", oracle => Kind(oracle) == "sobol-points");

    public static TheoryData<string> Halton => OracleFile.Ids("qmc", oracle => Kind(oracle) == "halton-points");

    public static TheoryData<string> Discrepancies => OracleFile.Ids("qmc", oracle => Kind(oracle) == "discrepancy");

    [Fact]
    public void Cases_AllKinds_AreRead() =>
        Assert.Empty(OracleFile.Cases("qmc").Select(Kind).Except(["sobol-points", "halton-points", "discrepancy", "property"]));

    [Theory]
    [MemberData(nameof(Sobol))]
    public void Plain_Sobol_GivesTheFractions(string id)
    {
        var oracle = OracleFile.Case("qmc", id);
        var dimensions = oracle.Input("dimensions_1based").Numbers();
        AssertPoints(oracle, (index, i) => SobolSequence.Plain((uint)index, (int)dimensions[i] - 1) * Unit, relative: 0);
    }

    [Theory]
    [MemberData(nameof(Halton))]
    public void Plain_Halton_GivesTheFractions(string id) =>
        AssertPoints(OracleFile.Case("qmc", id), HaltonSequence.Plain, relative: 1e-9);

    [Theory]
    [MemberData(nameof(Discrepancies))]
    public void Plain_Sobol_HasTheDiscrepancies(string id)
    {
        var oracle = OracleFile.Case("qmc", id);
        var dimensions = oracle.Input("dimensions").GetInt32();
        double[][] points = [.. Enumerable.Range(0, oracle.Input("count").GetInt32())
            .Select(index => Enumerable.Range(0, dimensions).Select(d => SobolSequence.Plain((uint)index, d) * Unit).ToArray())];
        AssertClose(oracle, "centered_L2_squared", Discrepancy.CenteredSquared(points));
        AssertClose(oracle, "wraparound", Discrepancy.WrapAround(points));
        AssertClose(oracle, "L2_star", Discrepancy.Star(points));
    }

    [Fact]
    public void Of_EveryDimension_BeginsWithTheGivenNumbers()
    {
        foreach (var row in OracleFile.Root("sobol_direction_numbers.data").GetProperty("rows").EnumerateArray().Select(OracleFile.Numbers))
        {
            var given = row[3..].Select((m, i) => (uint)m << (31 - i));
            Assert.Equal(given, SobolDirections.Of((int)row[0] - 1).Take((int)row[1]));
        }
    }

    private static void AssertPoints(JsonElement oracle, Func<int, int, double> at, double relative)
    {
        var index = oracle.Input("start_index").GetInt32();
        foreach (var point in oracle.Expected("points").EnumerateArray())
        {
            var coordinates = point.EnumerateArray().Select(Fraction).ToArray();
            for (var i = 0; i < coordinates.Length; i++)
            {
                OracleFile.AssertClose(coordinates[i], at(index, i), relative, 0, $"point {index}, coordinate {i}");
            }

            index++;
        }
    }

    private static void AssertClose(JsonElement oracle, string name, double actual) =>
        OracleFile.AssertClose(oracle.Expected(name).GetDouble(), actual, 1e-9, 0, name);

    private static double Fraction(JsonElement text)
    {
        var parts = text.GetString()!.Split('/').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts.Length == 1 ? parts[0] : parts[0] / parts[1];
    }

    private static string Kind(JsonElement oracle) => oracle.GetProperty("kind").GetString()!;
}

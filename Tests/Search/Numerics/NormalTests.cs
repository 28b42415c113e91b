using SweepCluster.Search.Numerics;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Numerics;

[Trait("Category", "Oracle")]
public sealed class NormalTests
{
    public static TheoryData<string> TruncatedCases => OracleFile.Ids("truncated_normal");

    // Reference: the C library.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 0.88753708398171510)]
    [InlineData(0.46875, 0.507386526782062)]
    [InlineData(0.5, 0.47950012218695346)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(-1, 1.8427007929497149)]
    [InlineData(2, 0.0046777349810472658)]
    [InlineData(4, 1.5417257900280019e-8)]
    [InlineData(5, 1.5374597944280349e-12)]
    [InlineData(10, 2.0884875837625448e-45)]
    public void Erfc_KnownValues_Agrees(double x, double expected) =>
        OracleFile.AssertClose(expected, ErrorFunction.Erfc(x), 2e-12, 0, $"erfc({x})");

    [Fact]
    public void Quantile_OfCdf_GivesTheValueBack()
    {
        for (var x = -8.0; x <= 5; x += 0.25)
        {
            OracleFile.AssertClose(x, Normal.Quantile(Normal.Cdf(x)), 1e-9, 1e-9, $"quantile at {x}");
        }
    }

    [Theory]
    [MemberData(nameof(TruncatedCases))]
    public void TruncatedNormal_OracleRanges_Agrees(string id)
    {
        var oracle = OracleFile.Case("truncated_normal", id);
        var ranges = oracle.Input("standardised_a_b").EnumerateArray().Zip(oracle.GetProperty("expected").EnumerateArray());
        foreach (var (range, expected) in ranges)
        {
            var (low, high) = (range[0].GetDouble(), range[1].GetDouble());
            OracleFile.AssertClose(
                expected.GetProperty("log_mass").GetDouble(), TruncatedNormal.LogMass(low, high), 1e-7, 1e-9, $"log mass of {low}..{high}");
            foreach (var quantile in expected.GetProperty("quantiles").EnumerateObject())
            {
                var share = double.Parse(quantile.Name, System.Globalization.CultureInfo.InvariantCulture);
                OracleFile.AssertClose(
                    quantile.Value.GetDouble(), TruncatedNormal.Quantile(share, low, high), 1e-7, 1e-9, $"quantile {share} of {low}..{high}");
            }
        }
    }
}

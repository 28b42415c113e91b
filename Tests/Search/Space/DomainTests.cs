using System.Text.Json;
using CsCheck;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Space;

[Trait("Category", "Oracle")]
public sealed class DomainTests
{
    public static TheoryData<string> DomainCases => OracleFile.Ids("space", oracle => Kind(oracle) == "domain" && !HasError(oracle));

    // Levels on a logarithmic scale are allowed here (q_log_uniform_values), other than in the peer.
    public static TheoryData<string> ErrorCases =>
        OracleFile.Ids("space", oracle => Kind(oracle) == "domain" && HasError(oracle) && oracle.Id() != "log-float-step-error");

    public static TheoryData<string> PriorCases => OracleFile.Ids("space", oracle => Kind(oracle) == "prior-probability");

    [Theory]
    [MemberData(nameof(DomainCases))]
    public void Compile_OracleDomain_HasItsLevels(string id)
    {
        var oracle = OracleFile.Case("space", id);
        var distribution = OracleSpace.Distribution(oracle.GetProperty("input"));
        var domain = Domain.Compile(distribution);
        var greatest = domain.ValueAt(domain.Levels!.Value - 1).Number;
        OracleFile.AssertClose(oracle.Expected("effective_high").GetDouble(), greatest, 1e-9, 1e-12, "greatest value");
        Assert.Equal(oracle.Expected("single_value").GetBoolean(), domain.IsSingle);
        var contained = oracle.Input("probe").Numbers().Select(number => domain.Normalise(ParameterValue.Of(number)) is not null);
        Assert.Equal(oracle.Expected("contains").EnumerateArray().Select(flag => flag.GetBoolean()), contained);
    }

    [Theory]
    [MemberData(nameof(ErrorCases))]
    public void Compile_ImpossibleOracleDomain_Throws(string id)
    {
        var input = OracleFile.Case("space", id).GetProperty("input");
        Assert.Throws<ArgumentException>(() => Domain.Compile(OracleSpace.Distribution(input)));
    }

    [Theory]
    [MemberData(nameof(PriorCases))]
    public void CellAt_EachLevel_IsAsLongAsItsPriorProbability(string id)
    {
        var oracle = OracleFile.Case("space", id);
        var domain = Domain.Compile(OracleSpace.Distribution(oracle.GetProperty("input")));
        foreach (var level in oracle.Expected("p").EnumerateObject())
        {
            var value = ParameterValue.Of(long.Parse(level.Name, System.Globalization.CultureInfo.InvariantCulture));
            var (low, high) = domain.CellAt(domain.Encode(value));
            OracleFile.AssertClose(level.Value.GetDouble(), high - low, 1e-9, 1e-12, level.Name);
        }
    }

    [Fact]
    public void Decode_UnitCube_GivesOracleValues()
    {
        var oracle = OracleFile.Case("space", "unit-cube");
        var domains = oracle.Input("space").EnumerateObject()
            .Select(property => (property.Name, Domain: Domain.Compile(OracleSpace.Distribution(property.Value)))).ToList();
        foreach (var (coordinates, values) in Zip(oracle.Input("encoded_vectors"), oracle.Expected("decoded")))
        {
            for (var i = 0; i < domains.Count; i++)
            {
                var decoded = domains[i].Domain.Decode(coordinates[i].GetDouble()).Number;
                OracleFile.AssertClose(values.GetProperty(domains[i].Name).GetDouble(), decoded, 1e-9, 1e-12, domains[i].Name);
            }
        }

        foreach (var (values, coordinates) in Zip(oracle.Input("params"), oracle.Expected("encoded")))
        {
            for (var i = 0; i < domains.Count; i++)
            {
                var encoded = domains[i].Domain.Encode(ParameterValue.Of(values.GetProperty(domains[i].Name).GetDouble()));
                OracleFile.AssertClose(coordinates[i].GetDouble(), encoded, 1e-9, 1e-12, domains[i].Name);
            }
        }
    }

    [Fact]
    public void Decode_AnyCoordinate_GivesAValueThatEncodesIntoItsCell() => Gen.Double[0, 1].Sample(coordinate =>
    {
        foreach (var domain in Spaces.Mixed.Select(parameter => Domain.Compile(parameter.Distribution)))
        {
            var value = domain.Decode(coordinate);
            var encoded = domain.Encode(value);
            Assert.Equal(value, domain.Normalise(value));
            Assert.True(domain.Levels is null ? Math.Abs(encoded - coordinate) < 1e-9 : domain.Decode(encoded) == value);
            var (low, high) = domain.CellAt(coordinate);
            Assert.True(low <= encoded && encoded <= high || domain.Levels is null, $"{encoded} outside {low}..{high}");
        }
    });

    [Fact]
    public void Compile_StepsThatFitUpToRounding_KeepsGreatestValue()
    {
        var domain = Domain.Compile(new UniformDistribution(0.1, 0.7, 0.1));
        Assert.Equal(7, domain.Levels);
        Assert.Equal(0.7, domain.ValueAt(6).Number, 12);
        Assert.True(domain.ValueAt(6).Number <= 0.7);
    }

    [Fact]
    public void Decode_CategoricalWithProbabilities_FollowsThem()
    {
        var domain = Domain.Compile(new CategoricalDistribution(
            [ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")], [0.5, 0, 0.5]));
        var drawn = Enumerable.Range(0, 1000).Select(i => domain.Decode(i / 1000.0).Text).ToList();
        Assert.Equal(500, drawn.Count(value => value == "a"));
        Assert.DoesNotContain("b", drawn);
        Assert.Equal("c", domain.Decode(1).Text);
    }

    [Fact]
    public void Decode_Normal_HasItsQuantiles()
    {
        var domain = Domain.Compile(new NormalDistribution(10, 2));
        Assert.Equal(10, domain.Decode(0.5).Number, 9);
        Assert.Equal(12, domain.Decode(0.84134474606854293).Number, 9);
        Assert.True(double.IsFinite(domain.Decode(0).Number) && double.IsFinite(domain.Decode(1).Number));
    }

    [Fact]
    public void Decode_LogNormal_HasItsMedian() =>
        Assert.Equal(Math.Exp(-3), Domain.Compile(new LogNormalDistribution(-3, 1)).Decode(0.5).Number, 9);

    [Fact]
    public void CellAt_LogLevelsWithHalfStepBelowZero_CoversUnitInterval()
    {
        var domain = Domain.Compile(new LogUniformDistribution(1, 17, 8, Integer: true));
        var cells = Enumerable.Range(0, 3).Select(level => domain.CellAt(domain.Encode(domain.ValueAt(level)))).ToList();
        Assert.Equal(0, cells[0].Low);
        Assert.Equal(cells[0].High, cells[1].Low, 12);
        Assert.Equal(cells[1].High, cells[2].Low, 12);
        Assert.Equal(1, cells[2].High);
        Assert.All(cells, cell => Assert.True(cell.High > cell.Low));
    }

    private static IEnumerable<(JsonElement, JsonElement)> Zip(JsonElement first, JsonElement second) =>
        first.EnumerateArray().Zip(second.EnumerateArray());

    private static string Kind(JsonElement oracle) => oracle.GetProperty("kind").GetString()!;

    private static bool HasError(JsonElement oracle) => oracle.GetProperty("expected").TryGetProperty("error", out _);
}

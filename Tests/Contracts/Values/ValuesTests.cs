using System.Text.Json;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Values;

public sealed class ValuesTests
{
    public static TheoryData<ParameterValue, string> Written { get; } = new()
    {
        { ParameterValue.Of(1), "1" },
        { ParameterValue.Of(1.0), "1.0" },
        { ParameterValue.Of(-0.0), "-0.0" },
        { ParameterValue.Of(1e-5), "1E-05" },
        { ParameterValue.Of(1e300), "1E+300" },
        { ParameterValue.Of(0.1), "0.1" },
        { ParameterValue.Of(double.Epsilon), "5E-324" },
        { ParameterValue.Of(long.MaxValue), "9223372036854775807" },
        { ParameterValue.Of(long.MinValue), "-9223372036854775808" },
        { ParameterValue.Of(true), "true" },
        { ParameterValue.Of(false), "false" },
        { ParameterValue.Of("true"), "\"true\"" },
        { ParameterValue.Of("1"), "\"1\"" },
        { ParameterValue.Of(""), "\"\"" },
        { ParameterValue.Of("a \"b\" \\ c"), "\"a \\u0022b\\u0022 \\\\ c\"" },
    };

    [Theory, MemberData(nameof(Written))]
    public void ParameterValue_InJson_KeepsItsKind(ParameterValue value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value, SweepJson.Options));
        Assert.Equal(value, JsonSerializer.Deserialize<ParameterValue>(json, SweepJson.Options));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void ParameterValue_FromOtherJson_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ParameterValue>(json, SweepJson.Options));

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public void ParameterValue_FromTooLargeANumber_IsRefused(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<ParameterValue>(json, SweepJson.Options));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ParameterValue_OfANumberThatIsNotFinite_IsRefused(double number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterValue.Of(number));

    [Fact]
    public void Matches_ComparesNumbersByValueAndTheRestByKind()
    {
        Assert.True(ParameterValue.Of(1).Matches(ParameterValue.Of(1.0)));
        Assert.NotEqual(ParameterValue.Of(1), ParameterValue.Of(1.0));
        Assert.False(ParameterValue.Of(1).Matches(ParameterValue.Of(true)));
        Assert.False(ParameterValue.Of("1").Matches(ParameterValue.Of(1)));
    }

    [Fact]
    public void ParameterSet_KeepsItsOrder()
    {
        var set = new ParameterSet([new NamedValue("b", ParameterValue.Of(1)), new NamedValue("a", ParameterValue.Of("x"))]);
        var json = JsonSerializer.Serialize(set, SweepJson.Options);

        Assert.Equal("""{"b":1,"a":"x"}""", json);
        Assert.Equal(set, JsonSerializer.Deserialize<ParameterSet>(json, SweepJson.Options));
        Assert.Equal("b=1, a=x", set.ToString());
        Assert.Equal(ParameterValue.Of("x"), set["a"]);
        Assert.Null(set["c"]);
    }

    [Fact]
    public void MetricSet_WithNaN_EqualsItsCopy()
    {
        var set = new MetricSet([new Metric("loss", double.NaN), new Metric("up", double.NegativeInfinity)]);
        var json = JsonSerializer.Serialize(set, SweepJson.Options);

        Assert.Equal("""{"loss":"NaN","up":"-Infinity"}""", json);
        Assert.Equal(set, JsonSerializer.Deserialize<MetricSet>(json, SweepJson.Options));
        Assert.Equal(double.NaN, set["loss"]);
        Assert.Null(set["other"]);
    }

    [Theory]
    [InlineData(Direction.Minimize, 2, 2)]
    [InlineData(Direction.Maximize, 2, -2)]
    public void Objective_Score_IsLowerWhenBetter(Direction direction, double value, double score)
    {
        var objective = new Objective("m", direction);

        Assert.Equal(score, objective.Score(value));
        Assert.Equal(value, objective.Value(score));
    }
}

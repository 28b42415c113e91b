using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.Tests.View;

public sealed class ShownTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.89123, "0.8912")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.00001234, "1.23e-5")]
    [InlineData(12345678.0, "1.23e+7")]
    [InlineData(double.NaN, "NaN")]
    public void Number_Value_ReadsWell(double value, string text) => Assert.Equal(text, Shown.Number(value));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.9, "0.9000")]
    [InlineData(0.00001234, "1.23e-5")]
    public void Metric_Value_HasFourDigits(double? value, string text) => Assert.Equal(text, Shown.Metric(value));

    [Fact]
    public void Method_Auto_SaysWhatItStandsForAndWhy()
    {
        var choice = new ParameterSpec("pool", new CategoricalDistribution([ParameterValue.Of("max"), ParameterValue.Of("mean")]), []);
        var spec = Samples.Spec with { Method = new AutoMethod(), Parameters = [choice], RunCap = 2, EarlyTerminate = new NoEarlyTermination() };

        Assert.Equal("auto: grid (there is room for all 2 points)", Shown.Method(spec));
    }

    [Theory]
    [InlineData(-3, "0:00")]
    [InlineData(83, "1:23")]
    [InlineData(3723, "1:02:03")]
    [InlineData(360000, "100:00:00")]
    public void Duration_Seconds_ReadsWell(int seconds, string text) => Assert.Equal(text, Shown.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(12, "12 s ago")]
    [InlineData(200, "3 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(200000, "2 d ago")]
    public void Age_Seconds_UsesTheLargestUnit(int seconds, string text) => Assert.Equal(text, Shown.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Cut_LongText_EndsWithAnEllipsis() => Assert.Equal("abc…", Shown.Cut("abcdef", 4));

    [Fact]
    public void Cut_NoRoom_LeavesNothing() => Assert.Equal("", Shown.Cut("abcdef", 0));
}

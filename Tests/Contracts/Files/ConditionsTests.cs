using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Files;

public sealed class ConditionsTests
{
    [Fact]
    public void Read_When_KeepsEveryKeyWithItsValues()
    {
        var spec = SweepTexts.Spec(SweepTexts.Program("""
              a: {values: [x, y, z]}
              b: {min: 0, max: 10, q: 5}
              c: {value: 1, when: {a: [x, z], b: 5}}
            """));

        var when = spec.Parameters[2].When;
        Assert.Equal(["a", "b"], when.Select(condition => condition.Parameter));
        Assert.Equal([ParameterValue.Of("x"), ParameterValue.Of("z")], when[0].Values);
        Assert.Equal([ParameterValue.Of(5)], when[1].Values);
    }

    [Theory]
    [InlineData("{values: [1.0, 2.0]}", "1", "1")]
    [InlineData("{value: 3}", "3.0", "3")]
    [InlineData("{min: 0.1, max: 0.7, q: 0.1}", "0.3", "0.30000000000000004")]
    [InlineData("{min: 0.1, max: 0.7, q: 0.1}", "0.7", "0.7000000000000001")]
    public void Read_ConditionOnANumber_TakesTheOtherParametersOwnValue(string parameter, string written, string expected)
    {
        var spec = SweepTexts.Spec(SweepTexts.Program($"  a: {parameter}\n  b: {{value: 1, when: {{a: {written}}}}}"));

        Assert.Equal(expected, spec.Parameters[1].When[0].Values[0].ToString());
    }

    [Theory]
    [InlineData("{values: [x, y]}", "z", "a condition waits for 'a' to be z, which it never is; it is one of x, y")]
    [InlineData("{min: 1, max: 9, q: 4}", "3", "a condition waits for 'a' to be 3, which it never is; it is a whole number from 1 to 9 in steps of 4")]
    [InlineData("{min: 1, max: 9}", "10", "a condition waits for 'a' to be 10, which it never is; it is a whole number from 1 to 9")]
    [InlineData("{min: 1, max: 9}", "x", "a condition waits for 'a' to be x, which it never is; it is a whole number from 1 to 9")]
    [InlineData("{min: 0.5, max: 9}", "1", "a condition waits for 'a' to be 1, but its range is continuous; conditions need values, whole numbers or a range with q")]
    public void Read_ConditionThatNeverHolds_IsRefused(string parameter, string value, string expected) =>
        Assert.Equal(
            "demo.yaml:6:27: " + expected,
            SweepTexts.Errors(SweepTexts.Program($"  a: {parameter}\n  b: {{value: 1, when: {{a: {value}}}}}")));

    [Theory]
    [InlineData("  a: {values: [1], when: {a: 1}}", "5:27: the conditions a → a form a circle; remove one of them")]
    [InlineData("  a: {values: [1], when: {b: 1}}\n  b: {values: [1], when: {a: 1}}", "6:27: the conditions a → b → a form a circle; remove one of them")]
    [InlineData(
        "  r: {value: 1, when: {a: 1}}\n  a: {value: 1, when: {b: 1}}\n  b: {value: 1, when: {c: 1}}\n  c: {value: 1, when: {a: 1}}",
        "8:24: the conditions a → b → c → a form a circle; remove one of them")]
    public void Read_Circle_IsNamedOnce(string parameters, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(SweepTexts.Program(parameters)));

    [Fact]
    public void Read_FirstPoints_FillsConstantsAndFollowsTheOrderOfTheSpace()
    {
        var spec = SweepTexts.Spec(SweepTexts.Program(
            "  a: {value: 1}\n  b: {values: [x, y]}\n  c: {min: 1, max: 5, when: {b: y}}",
            "first_points: [{c: 2, b: y}, {b: x}]"));

        Assert.Equal(["a=1, b=y, c=2", "a=1, b=x"], spec.FirstPoints.Select(point => point.ToString()));
    }

    [Theory]
    [InlineData("{b: x, c: 2}", "8:23: a first point has 'c', whose conditions do not hold there; leave it out")]
    [InlineData("{b: y}", "8:16: a first point has no 'c'; give it: a whole number from 1 to 5")]
    [InlineData("{b: y, c: 6}", "8:26: 'c' of a first point is 6; it must be a whole number from 1 to 5")]
    public void Read_FirstPointOutsideTheSpace_IsRefused(string point, string expected)
    {
        var text = SweepTexts.Program("  b: {values: [x, y]}\n  c: {min: 1, max: 5, when: {b: y}}", $"first_points: [{point}]");

        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(text));
    }

    [Fact]
    public void Read_ConditionOnALaterParameter_IsAllowed() =>
        Assert.Single(SweepTexts.Spec(SweepTexts.Program("  a: {value: 1, when: {b: 2}}\n  b: {values: [1, 2]}")).Parameters[0].When);
}

namespace SweepCluster.Contracts.Tests.Files;

/// <summary>The section <c>constraints</c> of a sweep file.</summary>
public sealed class ConstraintsTests
{
    private const string Parameters = "  model: {values: [lenet, resnet]}\n  resnet_width: {min: 4, max: 64, when: {model: resnet}}";

    [Theory]
    [InlineData("{parameters: {max: 2M}}", null, 2_000_000L, null, null)]
    [InlineData("{parameters: {min: 1}, macs: {min: 1.5k, max: 30000}}", 1L, null, 1_500L, 30_000L)]
    [InlineData("{macs: {max: 2G}}", null, null, null, 2_000_000_000L)]
    [InlineData("{macs: {max: 3e6}}", null, null, null, 3_000_000L)]
    [InlineData("{macs: {target: 10M, within: 0.02}}", null, null, 9_800_000L, 10_200_000L)]
    [InlineData("{parameters: {target: 999, within: 0.5}}", 500L, 1_498L, null, null)]
    public void Read_Constraints_AreBounds(string written, long? minParameters, long? maxParameters, long? minMacs, long? maxMacs)
    {
        var read = SweepTexts.Spec(Text(written)).Constraints!;

        Assert.Equal((minParameters, maxParameters), (read.Parameters?.Min, read.Parameters?.Max));
        Assert.Equal((minMacs, maxMacs), (read.Macs?.Min, read.Macs?.Max));
    }

    [Fact]
    public void Read_NoConstraints_HasNone() => Assert.Null(SweepTexts.Spec(SweepTexts.BuiltIn(Parameters)).Constraints);

    [Theory]
    [InlineData("{}", "8:14: constraints has neither parameters nor macs; it must be a mapping such as {parameters: {max: 2M}, macs: {min: 1M, max: 30M}}")]
    [InlineData("2M", "8:14: constraints is '2M'; it must be a mapping such as {parameters: {max: 2M}, macs: {min: 1M, max: 30M}}")]
    [InlineData("{macs: 2M}", "8:21: macs is '2M'; it must be a mapping such as {min: 1M, max: 30M} or {target: 10M, within: 0.02}")]
    [InlineData("{macs: {}}", "8:21: macs has no bound; it must be a mapping such as {min: 1M, max: 30M} or {target: 10M, within: 0.02}")]
    [InlineData("{macs: {max: 1}, flops: {max: 1}}", "8:31: constraints has the unknown key 'flops'; allowed: parameters, macs")]
    [InlineData("{macs: {maximum: 1, min: 1}}", "8:22: macs has the unknown key 'maximum'; allowed: min, max")]
    [InlineData("{macs: {max: 2m}}", "8:27: max of macs is '2m'; it must be a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G")]
    [InlineData("{macs: {max: 0}}", "8:27: max of macs is 0; it must be a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G")]
    [InlineData("{macs: {max: 1.5}}", "8:27: max of macs is 1.5; it must be a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G")]
    [InlineData("{macs: {max: -1}}", "8:27: max of macs is -1; it must be a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G")]
    [InlineData("{macs: {max: 9999999999G}}", "8:27: max of macs is '9999999999G'; it must be a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G")]
    [InlineData("{macs: {min: 2M, max: 1M}}", "8:36: macs has max 1000000 below min 2000000; max must be at least min")]
    [InlineData("{macs: {target: 1M}}", "8:21: macs has no within; within is required")]
    [InlineData("{macs: {within: 0.1}}", "8:21: macs has no target; target is required")]
    [InlineData("{macs: {target: 1M, within: 0.1, max: 2M}}", "8:52: macs has max beside a target; give either target and within, or min and max")]
    [InlineData("{macs: {target: 1M, within: 0}}", "8:42: within of macs is 0; it must be a number above 0 and at most 0.5, the share of the target")]
    [InlineData("{macs: {target: 1M, within: 0.51}}", "8:42: within of macs is 0.51; it must be a number above 0 and at most 0.5, the share of the target")]
    [InlineData("{macs: {target: 1M, within: 2%}}", "8:42: within of macs is '2%'; it must be a number above 0 and at most 0.5, the share of the target")]
    public void Read_WrongConstraints_AreRefusedWhereTheyStand(string written, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(Text(written)));

    [Fact]
    public void Read_ConstraintsOfAProgram_AreRefused() => Assert.Equal(
        "demo.yaml:7:14: constraints stand beside a task with a command, whose networks SweepCluster does not know; "
        + "leave them out; they are for the built-in trainer",
        SweepTexts.Errors(SweepTexts.Program(rest: "constraints: {macs: {max: 1M}}")));

    [Theory]
    [InlineData("{model: resnet, resnet_width: 64}", "9:16: a first point describes a network of 148,172,288 macs; it must have at most 5,000,000")]
    [InlineData("{model: resnet, resnet_width: 4}", "")]
    public void Read_FirstPointAgainstTheConstraints_IsRefusedWhereItStands(string point, string expected) => Assert.Equal(
        expected.Length == 0 ? "" : "demo.yaml:" + expected,
        SweepTexts.Errors(SweepTexts.BuiltIn(Parameters, $"constraints: {{macs: {{max: 5M}}}}\nfirst_points: [{point}]")));

    [Fact]
    public void Read_FirstPointThatDoesNotFitTheImages_IsRefusedWhereItStands()
    {
        var text = SweepTexts.BuiltIn(Parameters, "first_points:\n  - {model: lenet}")
            .Replace("task: fashion-mnist", "task: {dataset: fashion-mnist, image: 8}", StringComparison.Ordinal);

        Assert.Matches(
            "^demo.yaml:9:5: a first point describes a network that does not fit 8x8 images; Layer 'conv2' .* use larger images or a smaller network$",
            SweepTexts.Errors(text));
    }

    private static string Text(string constraints) => SweepTexts.BuiltIn(Parameters, $"constraints: {constraints}");
}

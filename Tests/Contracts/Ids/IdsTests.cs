using SweepCluster.Contracts.Ids;

namespace SweepCluster.Contracts.Tests.Ids;

public sealed class IdsTests
{
    [Theory]
    [InlineData("demo-1/7", "demo-1", 7)]
    [InlineData("a/0", "a", 0)]
    public void TrialId_ReadsWhatItPrints(string text, string sweep, int number)
    {
        var id = TrialId.Parse(text);

        Assert.Equal(new TrialId(sweep, number), id);
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("demo/")]
    [InlineData("/7")]
    [InlineData("demo/-1")]
    [InlineData("demo/+1")]
    [InlineData("demo/ 1")]
    [InlineData("demo/1x")]
    [InlineData("demo/99999999999")]
    public void TrialId_FromOtherText_IsRefused(string? text) => Assert.False(TrialId.TryParse(text, out _));

    [Fact]
    public void TrialId_Parse_SaysWhatWasSeen() =>
        Assert.Equal(
            "'demo' is not a trial id; expected sweep/number, such as demo-1/7.",
            Assert.Throws<FormatException>(() => TrialId.Parse("demo")).Message);

    [Fact]
    public void AttemptId_PrintsItsTrial() => Assert.Equal("demo-1/7#2", new AttemptId(new TrialId("demo-1", 7), 2).ToString());

    [Theory]
    [InlineData("cpu", 1, "silo-a/cpu:1")]
    [InlineData("cuda:0", 1, "silo-a/cuda:0.1")]
    public void SlotId_PrintsDeviceAndIndex(string device, int index, string expected) =>
        Assert.Equal(expected, new SlotId("silo-a", device, index).ToString());
}

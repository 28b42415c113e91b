using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Tests.View;

public sealed class TrialTableTests
{
    private const string Reason = "rung 0 (step 1): 0.7123 is not among the best 1 of 3; the cut is at 0.8455";

    [Fact]
    public void Full_WideCanvas_HasAReasonColumn()
    {
        var lines = Canvas.Draw(new TrialTable(Samples.Spec, 200).Full(Samples.Trials), 200);
        Assert.Contains("resnet_units  reason", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(Reason, lines[2].TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(Samples.Trials.Length + 1, lines.Count);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Full_CanvasWithoutRoom_ListsReasonsBelow(int width)
    {
        var lines = Canvas.Draw(new TrialTable(Samples.Spec, width).Full(Samples.Trials), width);
        var from = lines.ToList().FindIndex(line => line.StartsWith("Why trials ended early", StringComparison.Ordinal));
        Assert.InRange(from, Samples.Trials.Length + 1, lines.Count);
        var below = string.Join(' ', lines.Skip(from + 1).Select(line => line.Trim()));
        Assert.Contains($"#1  pruned: {Reason}", below, StringComparison.Ordinal);
        Assert.Contains("#2  failed: out of memory: the process was killed at 3.1 GiB", below, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, width));
    }

    [Fact]
    public void Full_EightyColumns_BreaksHeadingsOfParameters()
    {
        var lines = Canvas.Draw(new TrialTable(Samples.Spec, 80).Full(Samples.Trials), 80);
        Assert.Matches("rank +trial +status +val_accuracy +step +model +lr +batch_ +resnet_ *$", lines[0]);
        Assert.Matches("^ +size +units *$", lines[1]);
        Assert.Matches("1 +#0 +completed +0.8912 +9 +resnet +0.0312 +128 +2 *$", lines[2]);
    }

    [Fact]
    public void Full_NarrowCanvas_WrapsParametersWithoutCuttingThem()
    {
        var text = string.Join(' ', Canvas.Draw(new TrialTable(Samples.Spec, 70).Full(Samples.Trials), 70).Select(line => line.Trim()));
        Assert.Contains("resnet_units=2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Short_AnyCanvas_HasOneLinePerTrial(int width)
    {
        Canvas.FitsExactly(columns => new TrialTable(Samples.Spec, columns).Short(Samples.Trials), width);
        var table = new TrialTable(Samples.Spec, width);
        Assert.Equal(
            Samples.Trials.Length + table.HeadingLines(Samples.Trials),
            Canvas.Draw(table.Short(Samples.Trials), width).Count);
    }
}

using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Charts;

public sealed class CurveLinesTests
{
    private readonly CurveLines _lines = new();
    private readonly TrialBoard _trials = new(Samples.Spec, Samples.Trials, 40, 40);

    [Fact]
    public void Choose_RunningAndBest_ComeFirst()
    {
        Assert.Equal([1, 4], CurveLines.Choose(_trials, Samples.Spec.Objectives[0], 2, false));
        Assert.Equal([4], CurveLines.Choose(_trials, Samples.Spec.Objectives[0], 2, true));
    }

    [Fact]
    public void News_ReportOfAShownTrial_IsItsPlaceAndThePoint()
    {
        _lines.Reset(_trials, [1, 4], null);
        _trials.Apply(Report(2, 0.75));

        Assert.Equal("[[1,1,[2],[0.75]]]", JsonSerializer.Serialize(_lines.News(_trials)));
        Assert.Empty(_lines.News(_trials));
    }

    [Fact]
    public void Add_AnotherTrial_StandsBehindTheOthersAndHasNoNews()
    {
        _lines.Reset(_trials, [1], null);

        var added = Assert.Single(_lines.Add(_trials, [4], null));

        Assert.Contains("\"id\":4", JsonSerializer.Serialize(added), StringComparison.Ordinal);
        Assert.Equal([1, 4], _lines.Trials);
        Assert.Empty(_lines.News(_trials));
        _trials.Apply(Report(2, 0.75));
        Assert.Equal("[[1,1,[2],[0.75]]]", JsonSerializer.Serialize(_lines.News(_trials)));
    }

    private AttemptReported Report(int step, double loss) =>
        new(4, 1, step, new MetricSet([new Metric("val_loss", loss)]), 1, Judgement.Continue) { Sequence = _trials.Sequence + 1 };
}

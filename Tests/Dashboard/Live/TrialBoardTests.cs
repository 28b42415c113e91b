using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class TrialBoardTests
{
    private static readonly SlotId Slot = new("silo-a", "cpu", 0);
    private readonly TrialBoard _board = new(Samples.Spec, Samples.Trials, 40, 40);
    private long _sequence = 40;

    [Fact]
    public void Apply_KnownEvent_ChangesNothing()
    {
        _board.Apply(Reported(4, 2, 0.5) with { Sequence = 40 });

        Assert.Equal(1, _board.Rows[4].Step);
    }

    [Fact]
    public void Apply_Report_ExtendsTheCurveAndKeepsTheBest()
    {
        Apply(Reported(4, 2, 0.5), Reported(4, 3, double.NaN), Reported(4, 4, 0.7), Reported(4, 4, 0.1));

        var row = _board.Rows[4];
        Assert.Equal([2, 3, 4], row.Steps[^3..]);
        Assert.Equal((0.5, 2, 4), (row.Best!.Value, row.BestStep!.Value, row.Step));
    }

    [Fact]
    public void Apply_TrialFromSuggestionToEnd_MovesTheCounts()
    {
        Apply(
            new TrialSuggested(5, Samples.Trials[0].Parameters, 40, "tpe"),
            new AttemptStarted(5, 1, Slot, "", Guid.Empty, 0),
            Reported(5, 1, 0.01),
            new AttemptEnded(5, 1, AttemptOutcome.Completed));

        Assert.Equal(3, _board.CountOf(TrialStatus.Completed));
        Assert.False(_board.IsInDoubt);
        _board.Rank();
        Assert.Equal(1, _board.Rows[5].Rank);
    }

    [Fact]
    public void Apply_JudgedAndPaused_IsPrunedForTheReasonThatWasGiven()
    {
        var judged = Reported(4, 2, 3) with { Judgement = new Judgement(Decision.Prune, "asha: place 4 of 4", 0, [1]) };
        Apply(judged, new AttemptEnded(4, 1, AttemptOutcome.Paused));

        Assert.Equal((TrialStatus.Pruned, "asha: place 4 of 4"), (_board.Rows[4].Status, _board.Rows[4].Reason));
    }

    [Fact]
    public void Apply_FailureThatMayBeRetried_IsADoubt()
    {
        Apply(new AttemptEnded(4, 1, AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139")));

        Assert.True(_board.IsInDoubt);
        Assert.Equal("Crashed: exit code 139", _board.Rows[4].Reason);
    }

    [Fact]
    public void Fronts_TwoAndThreeObjectives_AreThoseOfTheDefinition()
    {
        double[][] scores = [[1, 4], [2, 2], [4, 1], [3, 3], [2, 2], [5, 5], [1, double.PositiveInfinity]];

        Assert.Equal([0, 0, 0, 1, 0, 2, 1], TrialRanks.Fronts(scores));
        Assert.Equal([0, 0, 0, 1, 0, 2, 1], TrialRanks.Fronts([.. scores.Select(score => (double[])[.. score, 0])]));
    }

    private static AttemptReported Reported(int trial, int step, double loss) =>
        new(trial, 1, step, new MetricSet([new Metric("val_loss", loss)]), 1, Judgement.Continue);

    private void Apply(params SweepEvent[] events)
    {
        foreach (var e in events)
        {
            _board.Apply(e with { Sequence = ++_sequence });
        }
    }
}

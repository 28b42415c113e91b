using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class SweepHistoryTests
{
    private static readonly SweepEvent[] Log =
    [
        .. new SweepEvent[]
        {
            new SweepSubmitted(Samples.Spec),
            new TrialSuggested(0, ParameterSet.Empty, 1, "tpe"),
            new AttemptStarted(0, 1, new SlotId("silo", "cpu", 0), "", Guid.Empty, 0),
            new AttemptReported(0, 1, 1, new MetricSet([]), 1, Judgement.Continue),
            new CheckpointSaved(0, 1, new CheckpointRef(1, "a", 1, "b")),
        }.Select((e, place) => e with { Sequence = place + 1 }),
    ];

    [Fact]
    public void Apply_LiveEventsBeforeThePast_AreTakenInAfterIt()
    {
        var history = new SweepHistory();

        // The history was asked for in the middle: what was on its way comes first, then everything from the first event on.
        foreach (var e in Log[3..].Concat(Log))
        {
            history.Apply(e);
        }

        Assert.Equal(Log.Length, history.Sequence);
        Assert.Single(history.AttemptsOf(0));
        Assert.Single(history.ReportsOf(0));
        Assert.Single(history.CheckpointsOf(0));
    }
}

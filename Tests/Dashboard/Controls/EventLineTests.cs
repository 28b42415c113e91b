using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Tests.Controls;

public sealed class EventLineTests
{
    [Fact]
    public void Of_Prune_SaysWhyAndWithWhomItWasCompared()
    {
        var line = EventLine.Of(new AttemptReported(
            7, 1, 3, new MetricSet([]), 1, new Judgement(Decision.Prune, "place 3 of 3", 1, [1, 2])));

        Assert.Equal((7, "decisions", "is to stop at step 3: place 3 of 3, compared with #1, #2"), (line.Trial, line.Kind, line.Text));
    }

    [Fact]
    public void Of_Change_SaysWhatIsOther()
    {
        var line = EventLine.Of(new SweepChanged(new SweepChange(RunCap: 40, Weight: 1.5)));

        Assert.Equal(("steering", "the sweep was changed: at most 40 trials, weight 1.5"), (line.Kind, line.Text));
    }

    [Fact]
    public void Of_EveryKindOfEvent_IsASentenceAndNoTypeName()
    {
        var kinds = typeof(SweepEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SweepEvent)) && type != typeof(CheckpointSaved));

        Assert.All(kinds, kind =>
        {
            var line = EventLine.Of((SweepEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind) switch
            {
                SweepChanged => new SweepChanged(new SweepChange(RunCap: 1)),
                AttemptStarted => new AttemptStarted(0, 1, new SlotId("silo", "cpu", 0), "", Guid.Empty, 0),
                AttemptReported => new AttemptReported(0, 1, 1, new MetricSet([]), 1, Judgement.Continue),
                var plain => plain,
            });
            Assert.DoesNotContain(kind.Name, line.Text, StringComparison.Ordinal);
        });
    }
}

using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.View;

public sealed class EventLinesTests
{
    [Fact]
    public void Tell_TrialThatCompletes_TellsItsLifeAndTheNewBest() => Assert.Equal(
        [
            "trial #0 started on cpu:0: model=resnet lr=0.0312 batch_size=128 resnet_units=2",
            "trial #0 step 1/9: val_accuracy 0.8000",
            "trial #0 step 2/9: val_accuracy 0.7000",
            "trial #0 completed: val_accuracy 0.8000",
            "new best: trial #0 with val_accuracy 0.8000",
        ],
        Tell(
            Samples.Spec,
            Log.Submitted,
            Log.Suggested(0),
            Log.Started(0),
            Log.Reported(0, 1, 0.8),
            Log.Reported(0, 2, 0.7),
            Log.Ended(0, AttemptOutcome.Completed)));

    [Fact]
    public void Tell_WorseTrialCompletes_TellsNoNewBest() => Assert.DoesNotContain(
        Tell(
            Samples.Spec,
            Log.Reported(0, 1, 0.8),
            Log.Ended(0, AttemptOutcome.Completed),
            Log.Reported(1, 1, 0.7),
            Log.Ended(1, AttemptOutcome.Completed)),
        line => line.StartsWith("new best: trial #1", StringComparison.Ordinal));

    [Fact]
    public void Tell_MinimisedMetric_TakesLowerForBetter()
    {
        var spec = Samples.Spec with { Objectives = [new Objective("val_loss", Direction.Minimize)] };
        Assert.Equal(
            "new best: trial #1 with val_loss 0.1000",
            Tell(
                spec,
                Log.Reported(0, 1, 0.8),
                Log.Ended(0, AttemptOutcome.Completed),
                Log.Reported(1, 1, 0.9),
                Log.Ended(1, AttemptOutcome.Completed))[^1]);
    }

    [Fact]
    public void Tell_PrunedTrial_TellsTheReasonOfTheJudgement() => Assert.Equal(
        "trial #1 pruned: rung 0: not among the best 1 of 3",
        Tell(
            Samples.Spec,
            Log.Reported(1, 1, 0.7, judgement: new Judgement(Decision.Prune, "rung 0: not among the best 1 of 3")),
            Log.Ended(1, AttemptOutcome.Pruned))[^1]);

    [Theory]
    [MemberData(nameof(OtherEvents))]
    public void Tell_OtherEvent_TellsWhatAndWhy(SweepEvent next, string line) => Assert.Equal([line], Tell(Samples.Spec, next));

    public static TheoryData<SweepEvent, string> OtherEvents => new()
    {
        { Log.Ended(2, AttemptOutcome.Failed(FailureReason.OutOfMemory, "killed at 3.1 GiB")), "trial #2 failed (out of memory): killed at 3.1 GiB" },
        { Log.Ended(2, AttemptOutcome.Failed(FailureReason.Diverged, "loss is NaN")), "trial #2 failed (diverged): loss is NaN" },
        { Log.Ended(2, AttemptOutcome.Abandoned(AbandonReason.SiloLost)), "trial #2 lost its slot (its silo is gone) and goes on from its last checkpoint" },
        { Log.Ended(2, AttemptOutcome.Abandoned(AbandonReason.DeviceLost)), "trial #2 lost its slot (its device is faulted) and goes on from its last checkpoint" },
        { Log.Ended(2, AttemptOutcome.Paused), "trial #2 paused at a checkpoint" },
        { new SweepPaused(), "paused: running trials stop at their next checkpoint" },
        { new SweepResumed(), "resumed" },
        { new SweepFinished(SweepStatus.Completed, "all 14 trials are over"), "completed: all 14 trials are over" },
    };

    private static List<string> Tell(SweepSpec spec, params SweepEvent[] events)
    {
        var lines = new EventLines(spec);
        return [.. events.SelectMany(lines.Tell)];
    }
}

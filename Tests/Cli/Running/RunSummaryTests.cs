using SweepCluster.Cli.Running;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Cli.Tests.Running;

public sealed class RunSummaryTests
{
    [Fact]
    public void DeviceUtilisation_TwoSlots_IsBusyTimeOverSlotTime()
    {
        var summary = Fold(
            0,
            (10, Log.Started(0)),
            (12, Log.Started(1)),
            (20, Log.Reported(0, 1, 0.5, seconds: 9)),
            (25, Log.Reported(1, 1, 0.5, seconds: 6)),
            (26, Log.Ended(1, AttemptOutcome.Pruned)),
            (30, Log.Ended(0, AttemptOutcome.Completed)));
        Assert.Equal(15, summary.DeviceSeconds);
        Assert.Equal(15 / (2 * 20.0), summary.DeviceUtilisation(2));
    }

    [Fact]
    public void DeviceUtilisation_NoAttemptEnded_IsAbsent()
    {
        var summary = Fold(0, (1, Log.Started(0)), (5, Log.Reported(0, 1, 0.5, seconds: 4)));
        Assert.Equal(4, summary.DeviceSeconds);
        Assert.Null(summary.DeviceUtilisation(2));
    }

    [Fact]
    public void Apply_EventsOfAnEarlierSession_DoNotCount()
    {
        var summary = Fold(
            2,
            (1, Log.Started(0)),
            (5, Log.Reported(0, 1, 0.5, seconds: 4)),
            (100, Log.Ended(0, AttemptOutcome.Abandoned(AbandonReason.SiloLost))),
            (100, Log.Started(0, attempt: 2)),
            (110, Log.Reported(0, 2, 0.6, seconds: 8, attempt: 2)),
            (110, Log.Ended(0, AttemptOutcome.Completed, attempt: 2)));
        Assert.Equal(8, summary.DeviceSeconds);
        Assert.Equal(0.8, summary.DeviceUtilisation(1));
    }

    private static RunSummary Fold(long after, params (double Seconds, SweepEvent Event)[] log)
    {
        var summary = new RunSummary(after);
        var sequence = 0;
        foreach (var (seconds, next) in log)
        {
            summary.Apply(next with { Sequence = ++sequence, Time = Samples.Start + TimeSpan.FromSeconds(seconds) });
        }

        return summary;
    }
}

using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Reporting;
using SweepCluster.Chaos.Tests.Checking;
using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Tests.Reporting;

public sealed class MeasurementsTests
{
    private readonly SyntheticSweep _sweep = new();

    [Fact]
    public void SiloRecoveries_KilledWhileAnAttemptRan_CountsToTheNextAttempt()
    {
        var killedAt = _sweep.First<AttemptReported>().Time;
        var next = _sweep.First<AttemptStarted>(e => e.Attempt == 2).Time;

        var measured = new Measurements(_sweep.Evidence(), [Kill(FaultKind.KillSilo, killedAt)]);

        Assert.Equal([(next - killedAt).TotalSeconds], measured.SiloRecoveries());
        Assert.Empty(measured.ClusterRecoveries());
    }

    [Fact]
    public void SiloRecoveries_SomebodyPausedTheSweep_DoesNotCount()
    {
        var killedAt = _sweep.First<AttemptReported>().Time;
        _sweep.InsertAfter(_sweep.First<AttemptEnded>(), new SweepPaused());

        Assert.Empty(new Measurements(_sweep.Evidence(), [Kill(FaultKind.KillSilo, killedAt)]).SiloRecoveries());
    }

    [Fact]
    public void TrialAndSlotRecoveries_SlotWorksForAnotherTrialNext_AreMeasuredApart()
    {
        var report = _sweep.First<AttemptReported>();
        var again = _sweep.First<AttemptStarted>(e => e.Attempt == 2).Time;
        var other = _sweep.First<AttemptStarted>(e => e.Trial == 1).Time;
        var process = _sweep.Records.First(record => record.Attempt == 1).Process;

        var measured = new Measurements(
            _sweep.Evidence(), [Kill(FaultKind.KillTrial, report.Time) with { Silos = [], TrialProcess = process }]);

        Assert.Equal([(again - report.Time).TotalSeconds], measured.TrialRecoveries());
        Assert.Equal([(other - report.Time).TotalSeconds], measured.SlotRecoveries());
    }

    [Fact]
    public void StepSeconds_StepWorkedTwice_IsWastedOnce()
    {
        var step = _sweep.Records.First(record => record.What == Observed.StepDone);
        _sweep.Records.Add(step with { Attempt = 2 });

        Assert.Equal((1.0, 0.2), new Measurements(_sweep.Evidence(), []).StepSeconds());
    }

    [Theory]
    [InlineData(new double[0], null, null)]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0, 3.0)]
    public void Spread_OfSeconds_IsByNearestRank(double[] seconds, double? median, double? percentile95)
    {
        var spread = Spread.Of(seconds);

        Assert.Equal((median, percentile95), (spread.Median, spread.Percentile95));
    }

    private static InjectedFault Kill(FaultKind kind, DateTimeOffset time) =>
        new(new Fault(1, kind, TimeSpan.Zero, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), time, "silo-0") { Silos = ["silo-0"] };
}

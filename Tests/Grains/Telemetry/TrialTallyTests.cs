using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Grains.Tests.Telemetry;

/// <summary>What is counted of a sweep's commits, and what is not.</summary>
public sealed class TrialTallyTests : IDisposable
{
    private readonly SweepScript _script = new("counted-1");
    private readonly List<SweepEvent> _log = [];
    private readonly TestMeters _meters = new();
    private readonly TrialMeter _meter;
    private readonly MeterReading _reading;
    private TrialTally _tally;

    public TrialTallyTests()
    {
        _meter = new TrialMeter(_meters);
        _reading = new MeterReading(_meters);
        _tally = new TrialTally(_meter, new TrialTimes());
        Count(_script.Submit());
    }

    public void Dispose()
    {
        _reading.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Count_TrialFromStartToEnd_CountsAndTimesIt()
    {
        Pass(4);
        Count(_script.StartNew());
        Pass(10);
        Count(_script.Report(0, 1, 0.5));
        Pass(20);
        Count(_script.End(0, AttemptOutcome.Completed));

        Assert.Equal(1, _reading.Now("sweep.trials.started"));
        Assert.Equal(1, _reading.Now("sweep.reports"));
        Assert.Equal(["sweep.trials.ended{outcome=completed} 1"], _reading.NotZero("sweep.trials.ended"));
        Assert.Equal(["sweep.attempts.ended{outcome=completed,reason=none} 1"], _reading.NotZero("sweep.attempts.ended"));
        Assert.Equal([30], _reading.Recorded("sweep.trial.duration{outcome=completed}"));
        Assert.Equal([4], _reading.Recorded("sweep.queue.wait"));
        Assert.Empty(_reading.NotZero("sweep.wasted_device"));
        Assert.Empty(_reading.NotZero("sweep.trial.retries"));
    }

    [Fact]
    public void Count_AttemptCrashes_CountsWhatIsLostAndHowLongTheTrialWaits()
    {
        Count(_script.StartNew());
        Pass(10);
        Count(_script.Report(0, 1, 0.5));
        Pass(7);
        Count(_script.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "SIGKILL")));
        Pass(3);
        Count(_script.Start(0));

        Assert.Equal(["sweep.attempts.ended{outcome=failed,reason=crashed} 1"], _reading.NotZero("sweep.attempts.ended"));
        Assert.Equal(["sweep.wasted_device{reason=crashed} 7"], _reading.NotZero("sweep.wasted_device"));
        Assert.Equal(["sweep.trial.retries{reason=crashed} 1"], _reading.NotZero("sweep.trial.retries"));
        Assert.Equal([3], _reading.Recorded("sweep.recovery"));
        Assert.Equal([0, 3], _reading.Recorded("sweep.queue.wait"));
        Assert.Equal(1, _reading.Now("sweep.trials.started"));
        Assert.Empty(_reading.NotZero("sweep.trials.ended"));
    }

    [Theory]
    [InlineData(AbandonReason.SiloLost, "silo_lost", "silo_lost", 1)]
    [InlineData(AbandonReason.LeaseExpired, "expired", "lease_expired", 1)]
    public void Count_AttemptIsLost_CountsItsLease(AbandonReason reason, string cause, string label, int recoveries)
    {
        Count(_script.StartNew());
        Count(_script.End(0, AttemptOutcome.Abandoned(reason)));
        Count(_script.Start(0));

        Assert.Equal([$"sweep.lease.expiries{{cause={cause}}} 1"], _reading.NotZero("sweep.lease.expiries"));
        Assert.Equal([$"sweep.trial.retries{{reason={label}}} 1"], _reading.NotZero("sweep.trial.retries"));
        Assert.Equal(recoveries, _reading.Recorded("sweep.recovery").Count);
    }

    [Fact]
    public void Count_AttemptIsHandedBack_IsNoRecoveryAndNoExpiry()
    {
        Count(_script.StartNew());
        Count(_script.End(0, AttemptOutcome.Abandoned(AbandonReason.Drained)));
        Count(_script.Start(0));

        Assert.Empty(_reading.NotZero("sweep.lease.expiries"));
        Assert.Empty(_reading.Recorded("sweep.recovery"));
        Assert.Equal(["sweep.trial.retries{reason=drained} 1"], _reading.NotZero("sweep.trial.retries"));
    }

    [Theory]
    [InlineData(FailureReason.Infeasible, "infeasible")]
    [InlineData(FailureReason.Diverged, "diverged")]
    public void Count_ParameterSetIsAtFault_IsTheTrialsOutcomeAndNoWaste(FailureReason reason, string outcome)
    {
        Count(_script.StartNew());
        Pass(5);
        Count(_script.End(0, AttemptOutcome.Failed(reason, "")));

        Assert.Equal([$"sweep.trials.ended{{outcome={outcome}}} 1"], _reading.NotZero("sweep.trials.ended"));
        Assert.Empty(_reading.NotZero("sweep.wasted_device"));
    }

    [Fact]
    public void Count_SweepIsCanceled_TrialsThatWaitEndToo()
    {
        Count(_script.StartNew());
        Count(_script.End(0, AttemptOutcome.Abandoned(AbandonReason.Preempted)));
        Count(_script.Append(new SweepCanceled()));

        Assert.Equal(["sweep.trials.ended{outcome=canceled} 1"], _reading.NotZero("sweep.trials.ended"));
    }

    [Fact]
    public void Count_SweepWasPaused_WaitingBeginsWhenItGoesOn()
    {
        Count(_script.StartNew());
        Count(_script.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "")));
        Count(_script.Append(new SweepPaused()));
        Pass(1000);
        Count(_script.Append(new SweepResumed()));
        Pass(2);
        Count(_script.Start(0));

        Assert.Equal([0, 2], _reading.Recorded("sweep.queue.wait"));
        Assert.Empty(_reading.Recorded("sweep.recovery"));
    }

    [Fact]
    public void Count_AfterAReplay_CountsNothingTwiceAndKnowsWhenTheTrialStarted()
    {
        Count(_script.StartNew());
        Pass(10);
        Count(_script.Report(0, 1, 0.5));
        Pass(5);
        Replay();
        Count(_script.End(0, AttemptOutcome.Abandoned(AbandonReason.SiloLost)));
        Replay();
        Pass(3);
        Count(_script.Start(0));
        Count(_script.End(0, AttemptOutcome.Completed));
        Replay();

        Assert.Equal((1, 1), (_reading.Now("sweep.trials.started"), _reading.Now("sweep.reports")));
        Assert.Equal(["sweep.wasted_device{reason=silo_lost} 5"], _reading.NotZero("sweep.wasted_device"));
        Assert.Equal([3], _reading.Recorded("sweep.recovery"));
        Assert.Equal([18], _reading.Recorded("sweep.trial.duration{outcome=completed}"));
        Assert.Equal(["sweep.trials.ended{outcome=completed} 1"], _reading.NotZero("sweep.trials.ended"));
    }

    [Fact]
    public void Count_ProgramOutsideTheCluster_WastesNoDeviceAndWaitsForNone()
    {
        Count(_script.Append(
            _script.Engine.Suggest()!, new AttemptStarted(0, 1, new SlotId("outside", "me", 0), SlotOffer.Outside, Guid.Empty, 0)));
        Pass(5);
        Count(_script.End(0, AttemptOutcome.Abandoned(AbandonReason.LeaseExpired)));

        Assert.Empty(_reading.Recorded("sweep.queue.wait"));
        Assert.Empty(_reading.NotZero("sweep.wasted_device"));
        Assert.Equal(["sweep.lease.expiries{cause=expired} 1"], _reading.NotZero("sweep.lease.expiries"));
    }

    private void Pass(int seconds) => _script.Time += TimeSpan.FromSeconds(seconds);

    private void Count(AppendRequest request)
    {
        _log.AddRange(request.Events);
        _tally.Count(request);
    }

    /// <summary>Another activation reads the log.</summary>
    private void Replay()
    {
        var times = new TrialTimes();
        _log.ForEach(times.Replay);
        _tally = new TrialTally(_meter, times);
    }
}

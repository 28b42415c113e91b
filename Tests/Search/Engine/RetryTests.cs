using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Engine;

/// <summary>When and where a failed trial is tried again, and how much room a sweep has.</summary>
public sealed class RetryTests
{
    private const string Silo = "silo-a:1";

    private readonly EventLog _log = new(Spec(new RandomMethod(), Float("x", 0, 1)) with
    {
        RunCap = 3,
        Retries = new RetriesSpec { MaxRestarts = 10 },
    });

    [Fact]
    public void NextWork_AfterTheFirstFailure_RetriesAtOnce()
    {
        Fail(0, FailureReason.ProgramError);

        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now, Silo));
    }

    [Fact]
    public void Apply_TrialRetried_ForgetsItsFailuresAndRestartsIt()
    {
        Fail(0, FailureReason.Infeasible);
        Assert.Equal(TrialStatus.Failed, _log.Engine.TrialSnapshot(0).Status);

        _log.Append(new TrialRetried(0));

        Assert.Equal((TrialStatus.Pending, null), (_log.Engine.TrialSnapshot(0).Status, _log.Engine.TrialSnapshot(0).Reason));
        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now, Silo));
    }

    [Fact]
    public void Apply_TrialRetried_ItsResultReachesTheSampler()
    {
        var log = new EventLog(Spec(new TpeMethod(1, 4), Float("x", 0, 1)) with { Retries = new RetriesSpec(0) });
        log.StartNew();
        log.End(0, AttemptOutcome.Failed(FailureReason.ProgramError, "x"));
        log.Append(new TrialRetried(0));
        log.Start(0);
        log.Report(0, 1, 0.1);
        log.End(0, AttemptOutcome.Completed);

        Assert.Equal((TrialStatus.Completed, 1), (log.Engine.RankedTrialSnapshot(0).Status, log.Engine.RankedTrialSnapshot(0).Rank));
        Assert.Equal(0, log.Engine.Snapshot("s").Incumbent?.Number);
        Assert.NotNull(log.Engine.Suggest());
    }

    [Fact]
    public void Apply_TrialRetriedThatDidNotFail_IsRefusedAndChangesNothing()
    {
        _log.StartNew();

        Assert.Throws<InvalidOperationException>(() => _log.Append(new TrialRetried(0)));
        Assert.Equal(TrialStatus.Running, _log.Engine.TrialSnapshot(0).Status);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 8)]
    [InlineData(8, 60)]
    public void NextWork_AfterRepeatedFailures_WaitsLongerAndTriesOthersMeanwhile(int failures, int seconds)
    {
        for (var i = 0; i < failures; i++)
        {
            Fail(0, FailureReason.ProgramError);
        }

        Assert.IsType<SuggestTrial>(_log.Engine.NextWork(_log.Now + TimeSpan.FromSeconds(seconds - 0.1)));
        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now + TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void NextWork_ClockWasSetBackDuringAPause_RetriesAtOnce()
    {
        Fail(0, FailureReason.Crashed);
        Fail(0, FailureReason.Crashed);

        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now - TimeSpan.FromMinutes(10), Silo));
    }

    [Theory]
    [InlineData(FailureReason.OutOfMemory, 1)]
    [InlineData(FailureReason.NotStarted, 1)]
    [InlineData(FailureReason.Crashed, 2)]
    [InlineData(FailureReason.Hung, 2)]
    public void NextWork_SiloOrDeviceIsSuspect_AnotherSiloGoesFirst(FailureReason reason, int failures)
    {
        for (var i = 0; i < failures; i++)
        {
            Fail(0, reason);
        }

        var now = _log.Now + TimeSpan.FromSeconds(failures - 1);
        Assert.IsType<SuggestTrial>(_log.Engine.NextWork(now, Silo));
        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(now, "silo-b:1"));
        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(now, silo: null));
        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now + TimeSpan.FromSeconds(10), Silo));
    }

    [Theory]
    [InlineData(FailureReason.Crashed)]
    [InlineData(FailureReason.Hung)]
    public void NextWork_ProcessDiedOnce_AnySiloTakesTheTrialAtOnce(FailureReason reason)
    {
        Fail(0, reason);

        Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now, Silo));
    }

    [Fact]
    public void NextWork_AfterPreemption_GoesOnAtOnceAndDoesNotCountAsALoss()
    {
        _log.StartNew();
        for (var i = 0; i < 20; i++)
        {
            _log.End(0, AttemptOutcome.Abandoned(AbandonReason.Preempted));
            Assert.Equal(new StartTrial(0), _log.Engine.NextWork(_log.Now, Silo));
            _log.Start(0);
        }
    }

    [Fact]
    public void Snapshot_Room_IsWhatWaitsAndWhatMayBeSuggested()
    {
        Assert.Equal(3, Room());
        _log.StartNew();
        Assert.Equal(2, Room());
        Fail(0, FailureReason.Crashed);
        Assert.Equal(3, Room());
        _log.Append(new Contracts.Events.SweepPaused());
        Assert.Equal(0, Room());
    }

    [Fact]
    public void Snapshot_RoomOfALimitedSweep_IsWhatTheLimitLeaves()
    {
        var log = new EventLog(Spec(new RandomMethod(), Float("x", 0, 1)) with { Limits = new LimitsSpec { MaxConcurrentTrials = 2 } });
        log.StartNew();
        Assert.Equal(1, log.Engine.Snapshot("s").Room);
        log.StartNew();
        Assert.Equal(0, log.Engine.Snapshot("s").Room);
    }

    private int Room() => _log.Engine.Snapshot("s").Room;

    private void Fail(int trial, FailureReason reason)
    {
        if (_log.Engine.TrialCount == 0)
        {
            _log.StartNew();
        }
        else if (_log.Engine.Running.Count == 0)
        {
            _log.Start(trial);
        }

        _log.End(trial, AttemptOutcome.Failed(reason, "by the test"));
    }
}

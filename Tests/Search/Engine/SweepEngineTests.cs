using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Engine;

public sealed class SweepEngineTests
{
    private static readonly SweepSpec Basic = Spec(new RandomMethod(), Float("x", 0, 1)) with { RunCap = 3 };

    [Fact]
    public void Apply_FirstEventNotSubmitted_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new SweepEngine().Apply(new SweepPaused { Sequence = 1 }));

    [Fact]
    public void Apply_GapInSequence_ThrowsAndChangesNothing()
    {
        var log = new EventLog(Basic);
        Assert.Throws<InvalidOperationException>(() => log.Engine.Apply(new SweepPaused { Sequence = 3 }));
        Assert.Equal(1, log.Engine.LastSequence);
        Assert.Equal(SweepStatus.Running, log.Engine.Status);
    }

    [Fact]
    public void Apply_GridOverInfiniteSpace_ThrowsAndStaysUnsubmitted()
    {
        var engine = new SweepEngine();
        Assert.Throws<ArgumentException>(() => engine.Apply(new SweepSubmitted(Basic with { Method = new GridMethod() }) { Sequence = 1 }));
        Assert.False(engine.IsSubmitted);
        Assert.Equal(0, engine.LastSequence);
    }

    [Fact]
    public void Apply_AfterTheEnd_TakesNotesAlone()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.End(0, AttemptOutcome.Completed);
        log.Append(new SweepCanceled());
        log.Append(new SweepFinished(SweepStatus.Canceled, "canceled"));

        log.Append(new TrialNoted(0, "the one we took", true));

        var trial = log.Engine.TrialSnapshot(0);
        Assert.Equal(("the one we took", true, SweepStatus.Canceled), (trial.Note, trial.IsPinned, log.Engine.Status));
        Assert.Throws<InvalidOperationException>(() => log.Append(new SweepPaused()));
    }

    [Fact]
    public void Apply_MessageOfAnOldAttempt_Throws()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.End(0, AttemptOutcome.Abandoned(AbandonReason.SiloLost));
        log.Start(0);
        Assert.False(log.Engine.IsCurrent(0, 1));
        Assert.True(log.Engine.IsCurrent(0, 2));
        Assert.Throws<InvalidOperationException>(() => log.Append(new AttemptEnded(0, 1, AttemptOutcome.Completed)));
        Assert.Equal(Directive.Stale, log.Engine.Wanted(0, 1, log.Now).Directive);
        Assert.Equal(Directive.Stale, log.Engine.Wanted(17, 1, log.Now).Directive);
    }

    [Fact]
    public void NextWork_NewSweep_SuggestsUntilTheCap()
    {
        var log = new EventLog(Basic);
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<SuggestTrial>(log.Engine.NextWork(log.Now));
            log.StartNew();
        }

        Assert.Equal("run_cap of 3 trials reached", Assert.IsType<NoWork>(log.Engine.NextWork(log.Now)).Reason);
    }

    [Fact]
    public void NextWork_SuggestedButNotStarted_StartsIt()
    {
        var log = new EventLog(Basic);
        log.Append(log.Engine.Suggest()!);
        Assert.Equal(new StartTrial(0), log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void NextWork_MaxConcurrentTrials_IsKept()
    {
        var log = new EventLog(Basic with { Limits = new LimitsSpec(1) });
        log.StartNew();
        Assert.Contains("max_concurrent_trials of 1", Assert.IsType<NoWork>(log.Engine.NextWork(log.Now)).Reason, StringComparison.Ordinal);
        log.End(0, AttemptOutcome.Completed);
        Assert.IsType<SuggestTrial>(log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void NextWork_InterruptedTrials_ComeBeforeFreshOnesByNumber()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.StartNew();
        log.Append(log.Engine.Suggest()!);
        log.Save(1, 4);
        log.End(1, AttemptOutcome.Abandoned(AbandonReason.Drained));
        Assert.Equal(4, Assert.IsType<ResumeTrial>(log.Engine.NextWork(log.Now)).Checkpoint.Step);
        log.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139"));
        Assert.Equal(new StartTrial(0), log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void Suggest_AskedTwice_GivesTheSame()
    {
        var log = new EventLog(Basic);
        Assert.Equal(log.Engine.Suggest(), log.Engine.Suggest());
        Assert.Equal(1, log.Engine.Suggest()!.BasedOn);
        Assert.Equal("random", log.Engine.Suggest()!.Provenance);
    }

    [Fact]
    public void AttemptEnded_FailsMoreThanMaxRestarts_FailsTheTrial()
    {
        var log = new EventLog(Basic with { Retries = new RetriesSpec(2) });
        log.StartNew();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            log.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139"));
            Assert.Equal(TrialStatus.Pending, log.Engine.TrialSnapshot(0).Status);
            log.Start(0);
        }

        log.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139"));
        Assert.Equal(TrialStatus.Failed, log.Engine.TrialSnapshot(0).Status);
        Assert.Equal("Crashed: exit code 139", log.Engine.TrialSnapshot(0).Reason);
    }

    [Theory]
    [InlineData(FailureReason.Infeasible)]
    [InlineData(FailureReason.Diverged)]
    public void AttemptEnded_FinalFailure_FailsAtOnce(FailureReason reason)
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.End(0, AttemptOutcome.Failed(reason, "seen"));
        Assert.Equal(TrialStatus.Failed, log.Engine.TrialSnapshot(0).Status);
    }

    [Fact]
    public void AttemptEnded_LostTooOftenWithoutProgress_FailsTheTrial()
    {
        var log = new EventLog(Basic with { Retries = new RetriesSpec(0) });
        log.StartNew();
        Lose(log, 2);
        log.Report(0, 1, 0.5);
        Lose(log, 3);
        Assert.Equal(TrialStatus.Running, log.Engine.TrialSnapshot(0).Status);
        log.End(0, AttemptOutcome.Abandoned(AbandonReason.SiloLost));
        Assert.Equal("lost 4 times without progress", log.Engine.TrialSnapshot(0).Reason);
        Assert.Equal(TrialStatus.Failed, log.Engine.TrialSnapshot(0).Status);
    }

    [Fact]
    public void AttemptEnded_DeviceLost_IsNoFailureUnlessNoDeviceSurvivesTheTrial()
    {
        var log = new EventLog(Basic with { Retries = new RetriesSpec(0) });
        log.StartNew();
        for (var lost = 0; lost < 3; lost++)
        {
            log.End(0, AttemptOutcome.Abandoned(AbandonReason.DeviceLost));
            Assert.Equal(TrialStatus.Pending, log.Engine.TrialSnapshot(0).Status);
            Assert.IsType<StartTrial>(log.Engine.NextWork(log.Now));
            log.Start(0);
        }

        log.End(0, AttemptOutcome.Abandoned(AbandonReason.DeviceLost));
        Assert.Equal((TrialStatus.Failed, "lost 4 times without progress"), (log.Engine.TrialSnapshot(0).Status, log.Engine.TrialSnapshot(0).Reason));
    }

    [Fact]
    public void AttemptEnded_Drained_IsNeverHeldAgainstTheTrial()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        for (var i = 0; i < 20; i++)
        {
            log.End(0, AttemptOutcome.Abandoned(AbandonReason.Drained));
            log.Start(0);
        }

        Assert.Equal(TrialStatus.Running, log.Engine.TrialSnapshot(0).Status);
        Assert.Equal(22, log.Engine.NextAttempt(0));
    }

    [Fact]
    public void AttemptEnded_CrashAfterPruneWasDecided_IsPruned()
    {
        var log = Pruning();
        Assert.Equal(Directive.Prune, log.Report(1, 1, 5).Directive);
        log.End(1, AttemptOutcome.Abandoned(AbandonReason.SiloLost));
        var trial = log.Engine.TrialSnapshot(1);
        Assert.Equal(TrialStatus.Pruned, trial.Status);
        Assert.StartsWith("asha: place 2 of 2", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_AfterPruneWasDecided_StaysPruned()
    {
        var log = Pruning();
        log.Report(1, 1, 5);
        Assert.Equal(Decision.Prune, log.Engine.Judge(1, 2, Loss(0)).Decision);
        Assert.Equal(Directive.Prune, log.Engine.Wanted(1, 1, log.Now).Directive);
    }

    [Fact]
    public void Judge_Asked_ChangesNothing()
    {
        var log = Pruning();
        var before = EventLog.Show(log.Engine);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Decision.Prune, log.Engine.Judge(1, 1, Loss(5)).Decision);
        }

        Assert.Equal(before, EventLog.Show(log.Engine));
    }

    [Fact]
    public void AttemptReported_StepSeenBefore_ChangesNothingButTheTime()
    {
        var log = Pruning();
        log.Report(0, 2, 0.8);
        log.End(0, AttemptOutcome.Abandoned(AbandonReason.SiloLost));
        log.Start(0);
        Assert.Equal(Directive.Continue, log.Report(0, 1, 100).Directive);
        Assert.Equal(Directive.Continue, log.Report(0, 2, double.NaN).Directive);
        var trial = log.Engine.TrialSnapshot(0);
        Assert.Equal([1, 0.8], trial.Curve);
        Assert.Equal(2, trial.Step);
        Assert.Equal(2.0, trial.StepSeconds);
        Assert.Null(log.Engine.Judge(0, 1, Loss(100)).Rung);
    }

    [Fact]
    public void AttemptReported_RecordedDecision_IsBelievedOverTheRule()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        var actions = log.Append(new AttemptReported(0, 1, 1, Loss(0), 1, new Judgement(Decision.Prune, "an older rule")));
        Assert.Equal(new StopAttempt(0, 1, Directive.Prune, "an older rule"), Assert.Single(actions));
        log.End(0, AttemptOutcome.Pruned);
        Assert.Equal("an older rule", log.Engine.TrialSnapshot(0).Reason);
    }

    [Fact]
    public void AttemptReported_RecordedPause_FreesTheSlotAndIsResumed()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.Append(new AttemptReported(0, 1, 1, Loss(0), 1, new Judgement(Decision.Pause, "wait")));
        Assert.Equal(new DirectiveReply(Directive.Pause, "wait"), log.Engine.Wanted(0, 1, log.Now));
        log.Save(0, 1);
        log.End(0, AttemptOutcome.Paused);
        Assert.Equal(TrialStatus.Paused, log.Engine.TrialSnapshot(0).Status);
        Assert.IsType<ResumeTrial>(log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void AttemptReported_MetricMissing_IsNoScore()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.Report(0, 1, MetricSet.Empty);
        log.End(0, AttemptOutcome.Completed);
        Assert.Null(log.Engine.Snapshot("s").Incumbent);
        Assert.Null(log.Engine.TrialSnapshots()[0].Rank);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void AttemptReported_NonFiniteScore_NeverBecomesBest(double loss)
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.Report(0, 1, 0.5);
        log.Report(0, 2, loss);
        log.End(0, AttemptOutcome.Completed);
        var best = log.Engine.Snapshot("s").Incumbent!;
        Assert.Equal(1, best.BestStep);
        Assert.Equal(0.5, best.BestMetrics!["loss"]);
    }

    [Fact]
    public void SweepPaused_RunningAttempts_ArePausedAndResumed()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        Assert.Equal(new StopAttempt(0, 1, Directive.Pause, "the sweep is paused"), Assert.Single(log.Append(new SweepPaused())));
        Assert.Equal("paused", Assert.IsType<NoWork>(log.Engine.NextWork(log.Now)).Reason);
        log.Save(0, 2);
        log.End(0, AttemptOutcome.Paused);
        log.Append(new SweepResumed());
        Assert.IsType<ResumeTrial>(log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void SweepCanceled_RunningAndWaiting_AreStoppedThenTheSweepEnds()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.StartNew();
        log.Append(log.Engine.Suggest()!);
        var actions = log.Append(new SweepCanceled());
        Assert.Equal(2, actions.OfType<StopAttempt>().Count(stop => stop.Directive == Directive.Cancel));
        Assert.Equal(TrialStatus.Canceled, log.Engine.TrialSnapshot(2).Status);
        Assert.True(log.Engine.IsStopping);
        Assert.Equal(Directive.Cancel, log.Engine.Wanted(0, 1, log.Now).Directive);
        Assert.Empty(log.End(0, AttemptOutcome.Completed));
        Assert.Equal(new FinishSweep(SweepStatus.Canceled, "canceled"), Assert.Single(log.End(1, AttemptOutcome.Canceled)));
        log.FinishIfAsked();
        Assert.Equal(SweepStatus.Canceled, log.Engine.Status);
        Assert.Equal(TrialStatus.Completed, log.Engine.TrialSnapshot(0).Status);
        Assert.Throws<InvalidOperationException>(() => log.Append(new SweepPaused()));
    }

    [Fact]
    public void SweepCanceled_NothingRuns_EndsAtOnce() =>
        Assert.Equal(SweepStatus.Canceled, Assert.IsType<FinishSweep>(Assert.Single(new EventLog(Basic).Append(new SweepCanceled()))).Status);

    [Fact]
    public void AttemptEnded_FailsWhileStopping_IsCanceledNotRetried()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.Append(new SweepCanceled());
        log.End(0, AttemptOutcome.Failed(FailureReason.Crashed, "killed"));
        Assert.Equal(TrialStatus.Canceled, log.Engine.TrialSnapshot(0).Status);
    }

    [Fact]
    public void AttemptEnded_LastOfTheCap_FinishesTheSweep()
    {
        var log = new EventLog(Basic with { RunCap = 1 });
        log.StartNew();
        log.Report(0, 1, 0.5);
        var finish = Assert.IsType<FinishSweep>(Assert.Single(log.End(0, AttemptOutcome.Completed)));
        Assert.Equal(new FinishSweep(SweepStatus.Completed, "run_cap of 1 trials reached"), finish);
    }

    [Fact]
    public void AttemptEnded_LastPointOfTheSpace_FinishesTheSweep()
    {
        var log = new EventLog(Spec(new GridMethod(), Choice("a", "x", "y")));
        log.StartNew();
        log.StartNew();
        Assert.Null(log.Engine.Suggest());
        log.End(0, AttemptOutcome.Completed);
        var finish = Assert.IsType<FinishSweep>(Assert.Single(log.End(1, AttemptOutcome.Completed)));
        Assert.Contains("every one of the 2 points", finish.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AttemptEnded_NoTrialHasAResult_FailsTheSweep()
    {
        var log = new EventLog(Basic with { RunCap = 1 });
        log.StartNew();
        var finish = Assert.IsType<FinishSweep>(Assert.Single(log.End(0, AttemptOutcome.Failed(FailureReason.Infeasible, "too deep"))));
        Assert.Equal(SweepStatus.Failed, finish.Status);
        Assert.Contains("trial 0: Infeasible: too deep", finish.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AttemptReported_TargetReached_EndsTheSweepWithItsResult()
    {
        var objective = new Objective("loss", Direction.Minimize, 0.1);
        var log = new EventLog(Basic with { Objectives = [objective] });
        log.StartNew();
        log.StartNew();
        Assert.Equal(Directive.Pause, log.Report(0, 3, 0.05).Directive);
        Assert.Equal(Directive.Cancel, log.Engine.Wanted(1, 1, log.Now).Directive);
        log.End(1, AttemptOutcome.Canceled);
        var finish = Assert.IsType<FinishSweep>(Assert.Single(log.End(0, AttemptOutcome.Paused)));
        Assert.Equal(new FinishSweep(SweepStatus.Completed, "target reached: trial 0 has loss 0.05, wanted 0.1"), finish);
        Assert.Equal(0, log.Engine.Snapshot("s").Incumbent!.Number);
    }

    [Fact]
    public void Due_MaxDurationOver_StopsAttemptsThenEndsTheSweep()
    {
        var log = new EventLog(Basic with { Limits = new LimitsSpec(null, TimeSpan.FromMinutes(30)) });
        log.StartNew();
        log.Report(0, 1, 0.5);
        Assert.Empty(log.Engine.Due(log.Now));
        log.Now += TimeSpan.FromMinutes(31);
        Assert.Equal(Directive.Cancel, Assert.IsType<StopAttempt>(Assert.Single(log.Engine.Due(log.Now))).Directive);
        Assert.Equal(Directive.Cancel, log.Engine.Wanted(0, 1, log.Now).Directive);
        Assert.IsType<NoWork>(log.Engine.NextWork(log.Now));
        log.End(0, AttemptOutcome.Completed);
        log.FinishIfAsked();
        Assert.Equal(SweepStatus.Completed, log.Engine.Status);
        Assert.Equal("max_duration of 00:30:00 is over", log.Engine.Snapshot("s").Reason);
    }

    [Fact]
    public void AttemptReported_AfterMaxDuration_MakesTheEndPartOfTheLog()
    {
        var log = new EventLog(Basic with { Limits = new LimitsSpec(null, TimeSpan.FromMinutes(30)) });
        log.StartNew();
        log.Append(log.Engine.Suggest()!);
        log.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(Directive.Cancel, log.Report(0, 1, 0.5).Directive);
        Assert.True(log.Engine.IsStopping);
        Assert.Equal(TrialStatus.Canceled, log.Engine.TrialSnapshot(1).Status);
        Assert.Equal(EventLog.Show(log.Engine), EventLog.Show(log.Replay()));
    }

    [Fact]
    public void Due_AfterReplayOfAnUnfinishedEnd_AsksAgain()
    {
        var log = new EventLog(Basic with { RunCap = 1 });
        log.StartNew();
        log.End(0, AttemptOutcome.Completed);
        Assert.IsType<FinishSweep>(Assert.Single(log.Replay().Due(log.Now)));
    }

    [Fact]
    public void Due_PausedWithRunningAttempt_AsksToPauseIt()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        log.Append(new SweepPaused());
        Assert.Equal(Directive.Pause, Assert.IsType<StopAttempt>(Assert.Single(log.Replay().Due(log.Now))).Directive);
    }

    [Fact]
    public void TrialSnapshots_Ranks_CompletedThenPrunedByDepth()
    {
        var log = new EventLog(Basic with { RunCap = 10 });
        Run(log, AttemptOutcome.Completed, 0.5);
        Run(log, AttemptOutcome.Pruned, 0.1);
        Run(log, AttemptOutcome.Pruned, 0.9, 0.8);
        Run(log, AttemptOutcome.Completed, 0.3, 0.4);
        Run(log, AttemptOutcome.Completed, 0.3);
        Run(log, AttemptOutcome.Failed(FailureReason.Diverged, "NaN"), 0.01);
        Assert.Equal([3, 5, 4, 1, 2, null], log.Engine.TrialSnapshots().Select(trial => trial.Rank));
        Assert.Equal(3, log.Engine.Snapshot("s").Incumbent!.Number);
        Assert.Equal(1, log.Engine.Snapshot("s").Incumbent!.Rank);
    }

    [Fact]
    public void TrialSnapshots_SeveralObjectives_RanksTheFrontFirst()
    {
        var log = new EventLog(Basic with
        {
            RunCap = 10,
            Objectives = [new Objective("loss", Direction.Minimize), new Objective("speed", Direction.Maximize)],
        });
        foreach (var (loss, speed) in new[] { (1.0, 5.0), (2.0, 4.0), (3.0, 9.0), (0.5, 1.0) })
        {
            var trial = log.StartNew();
            log.Report(trial, 1, new MetricSet([new Metric("loss", loss), new Metric("speed", speed)]));
            log.End(trial, AttemptOutcome.Completed);
        }

        Assert.Equal([2, 4, 3, 1], log.Engine.TrialSnapshots().Select(trial => trial.Rank));
        Assert.Equal(3, log.Engine.Snapshot("s").Incumbent!.Number);
    }

    [Fact]
    public void Snapshot_Maximize_ShowsValuesNotScores()
    {
        var log = new EventLog(Basic with { Objectives = [new Objective("loss", Direction.Maximize)] });
        Run(log, AttemptOutcome.Completed, 0.5, 0.9, 0.7);
        var best = log.Engine.Snapshot("s").Incumbent!;
        Assert.Equal(2, best.BestStep);
        Assert.Equal([0.5, 0.9, 0.7], best.Curve);
    }

    [Fact]
    public void Running_Attempts_NameTheirSlots()
    {
        var log = new EventLog(Basic);
        log.StartNew();
        var slot = new SlotId("silo-b", "cuda:0", 1);
        log.End(0, AttemptOutcome.Abandoned(AbandonReason.Drained));
        log.Start(0, slot);
        Assert.Equal(new RunningAttempt(0, 2, slot, "silo-a:1", Guid.Empty), Assert.Single(log.Engine.Running));
        Assert.Equal(slot, log.Engine.TrialSnapshot(0).Slot);
    }

    [Fact]
    public void RunningOn_AttemptStartsAndEnds_NamesTheAttemptThatHoldsTheSlot()
    {
        var (slot, other) = (new SlotId("silo-b", "cuda:0", 1), new SlotId("silo-b", "cuda:0", 0));
        var log = new EventLog(Spec(new RandomMethod(), Float("x", 0, 1)));
        log.Append(log.Engine.Suggest()!);
        log.Append(log.Engine.Suggest()!);

        log.Start(0, slot);
        log.Start(1, other);
        Assert.Equal(0, log.Engine.RunningOn(slot, "silo-a:1")?.Trial);
        Assert.Equal(1, log.Engine.RunningOn(other, "silo-a:1")?.Trial);
        Assert.Null(log.Engine.RunningOn(slot, "silo-a:2"));
        Assert.Same(log.Engine.RunningOf(0), log.Engine.RunningOn(slot, "silo-a:1"));

        log.End(0, AttemptOutcome.Completed);
        Assert.Null(log.Engine.RunningOn(slot, "silo-a:1"));
        Assert.Null(log.Engine.RunningOf(0));

        // As after a lease that ran out in a slot that did not know of it.
        log.Append(log.Engine.Suggest()!);
        log.Start(2, other);
        log.End(1, AttemptOutcome.Completed);
        Assert.Equal(2, log.Engine.RunningOn(other, "silo-a:1")?.Trial);
    }

    [Fact]
    public void MaxStep_WithAsha_IsItsMaxResource() => Assert.Equal(9, Pruning().Engine.MaxStep);

    private static void Lose(EventLog log, int times)
    {
        for (var i = 0; i < times; i++)
        {
            log.End(0, AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));
            log.Start(0);
        }
    }

    /// <summary>Trial 0 has a loss of 1 at rung 0; trial 1 runs and has not reported.</summary>
    private static EventLog Pruning()
    {
        var log = new EventLog(Basic with { EarlyTerminate = new AshaTermination(1, 9) });
        log.StartNew();
        log.StartNew();
        log.Report(0, 1, 1);
        return log;
    }

    private static void Run(EventLog log, AttemptOutcome outcome, params double[] losses)
    {
        var trial = log.StartNew();
        for (var i = 0; i < losses.Length; i++)
        {
            log.Report(trial, i + 1, losses[i]);
        }

        log.End(trial, outcome);
    }
}

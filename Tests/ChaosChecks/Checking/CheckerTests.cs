using SweepCluster.Chaos.Checking;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Values;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Tests.Checking;

/// <summary>The checker finds every kind of damage that is planted in an undamaged log.</summary>
public sealed class CheckerTests
{
    private readonly SyntheticSweep _sweep = new();

    [Fact]
    public void Check_NothingWrong_FindsNothing() => Assert.Empty(Checker.Check(_sweep.Evidence()));

    [Fact]
    public void Check_MissingEvent_BreaksTheSequence()
    {
        _sweep.Events.RemoveAt(4);

        AssertFinds("sequence");
    }

    [Fact]
    public void Check_NoEnd_FindsAnUnfinishedSweep()
    {
        _sweep.Events.RemoveAt(_sweep.Events.Count - 1);

        AssertFinds("sweep-end");
    }

    [Fact]
    public void Check_EventAfterTheEnd_IsFound()
    {
        _sweep.InsertAfter(_sweep.Events[^1], new SweepPaused());

        AssertFinds("sweep-end");
    }

    [Fact]
    public void Check_TrialThatCompletesTwice_IsFound()
    {
        var end = _sweep.First<AttemptEnded>(e => e.Outcome is CompletedOutcome);
        _sweep.InsertAfter(end, end);

        AssertFinds("trial-end");
    }

    [Fact]
    public void Check_AttemptNumberLeftOut_IsFound()
    {
        var start = _sweep.First<AttemptStarted>(e => e.Attempt == 2);
        _sweep.Replace(start, start with { Attempt = 3 });

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_AttemptThatStartsWhileAnotherRuns_IsFound()
    {
        _sweep.Remove(_sweep.First<AttemptEnded>());

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_AttemptWithoutEnd_IsFound()
    {
        _sweep.Remove(_sweep.Events.OfType<AttemptEnded>().Last());

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_ReportOfASupersededAttempt_IsFound()
    {
        var second = _sweep.First<AttemptStarted>(e => e.Attempt == 2);
        _sweep.InsertAfter(second, new AttemptReported(0, 1, 2, SyntheticSweep.Score(2), 0.2, Judgement.Continue));

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_CheckpointOfASupersededAttempt_IsFound()
    {
        var second = _sweep.First<AttemptStarted>(e => e.Attempt == 2);
        _sweep.InsertAfter(second, new CheckpointSaved(0, 1, new CheckpointRef(2, "file", 1, "00")));

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_EndOfASupersededAttempt_IsFound()
    {
        var second = _sweep.First<AttemptStarted>(e => e.Attempt == 2);
        _sweep.InsertAfter(second, new AttemptEnded(0, 1, AttemptOutcome.Completed));

        AssertFinds("attempt");
    }

    [Fact]
    public void Check_AttemptThatIgnoresACheckpoint_IsFound()
    {
        var second = _sweep.First<AttemptStarted>(e => e.Attempt == 2);
        _sweep.Replace(second, second with { FromStep = 0 });

        AssertFinds("resume");
    }

    [Fact]
    public void Check_ProcessThatIgnoresACheckpoint_IsFound()
    {
        var index = _sweep.Records.FindIndex(record => record is { What: Observed.Started, Attempt: 2 });
        _sweep.Records[index] = _sweep.Records[index] with { Step = 0 };

        AssertFinds("resume");
    }

    [Fact]
    public void Check_OtherDecision_IsFoundByTheReplay()
    {
        var report = _sweep.First<AttemptReported>();
        _sweep.Replace(report, report with { Judgement = new Judgement(Decision.Prune, "made up") });

        AssertFinds("replay");
    }

    [Fact]
    public void Check_OtherParameters_AreFoundByTheReplay()
    {
        var suggested = _sweep.First<TrialSuggested>();
        _sweep.Replace(suggested, suggested with { Parameters = new ParameterSet([new NamedValue("value", ParameterValue.Of(0.123))]) });

        AssertFinds("replay");
    }

    [Fact]
    public void Check_AcknowledgedReportThatIsGone_IsLost()
    {
        _sweep.Remove(_sweep.Events.OfType<AttemptReported>().Last());

        AssertFinds("lost-report");
    }

    [Fact]
    public void Check_ReportStoredTwice_IsDoubled()
    {
        var report = _sweep.First<AttemptReported>();
        _sweep.InsertAfter(report, report);

        AssertFinds("doubled-report");
    }

    [Fact]
    public void Check_SlotHeldByAttemptsOfTwoSweeps_IsFound()
    {
        var other = new SyntheticSweep().Events;

        Assert.Contains("slot", SyntheticSweep.RulesBrokenBy(_sweep.Evidence(("other-1", other))));
    }

    [Fact]
    public void Check_TwoProcessesInOneSlotsFolder_AreFound()
    {
        var first = _sweep.Records[0];
        _sweep.Records.Add(_sweep.Records[^1] with { Process = first.Process, ProcessStart = first.ProcessStart, Folder = first.Folder });

        AssertFinds("slot-process");
    }

    [Fact]
    public void Check_AttemptThatRunsOnWithoutASignOfLife_IsFound()
    {
        var end = _sweep.First<AttemptEnded>();
        _sweep.Replace(end, end with { Time = end.Time + LeaseRule.LongestSilence });

        AssertFinds("lease");
    }

    [Fact]
    public void Check_ProcessThatOutlivesItsAttempt_IsFound()
    {
        var last = _sweep.Records.Last(record => record.Attempt == 1 && record.Trial.EndsWith("/0", StringComparison.Ordinal));
        _sweep.Records.Add(last with { Time = last.Time + LeaseRule.LongestAfterlife + TimeSpan.FromSeconds(5) });

        AssertFinds("lease");
    }

    private void AssertFinds(string rule) => Assert.Contains(rule, SyntheticSweep.RulesBrokenBy(_sweep.Evidence()));
}

using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;

namespace SweepCluster.Search.Tests.Engine;

public sealed class LogReplayTests
{
    private readonly EventLog _log = new(Spaces.Spec(new RandomMethod(), Spaces.Float("x", 0, 1)) with
    {
        EarlyTerminate = new AshaTermination(1, 9),
        Seed = 7,
    });

    public LogReplayTests()
    {
        for (var number = 0; number < 4; number++)
        {
            var trial = _log.StartNew();
            _log.Report(trial, 1, 0.1 * (number + 1));
            _log.End(trial, AttemptOutcome.Completed);
        }
    }

    [Fact]
    public void Next_LogAsItWasWritten_FindsNoDifferenceAndCounts()
    {
        var replay = new LogReplay();

        Assert.All(_log.Events, e => Assert.Null(replay.Next(e)));
        Assert.Equal((4, 4, _log.Events.Count), (replay.Suggestions, replay.Decisions, replay.Events));
    }

    [Fact]
    public void Next_AnotherSuggestionOrDecisionInTheLog_IsADifference()
    {
        var replay = new LogReplay();
        var changed = _log.Events.Select(e => e switch
        {
            TrialSuggested { Trial: 3 } suggested => suggested with { Parameters = _log.Engine.ParametersOf(0) },
            AttemptReported { Trial: 0 } reported => reported with { Judgement = new Judgement(Decision.Prune, "because") },
            _ => e,
        });

        var differences = changed.Select(replay.Next).OfType<ReplayDifference>().ToList();

        Assert.Equal(0, differences[0].Trial);
        Assert.Contains(differences, difference => difference.Trial == 3);
        Assert.Contains("because", differences[0].Logged, StringComparison.Ordinal);
        Assert.DoesNotContain("because", differences[0].Replayed, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_ImportedTrial_IsTakenInAndNotWorkedOut()
    {
        var replay = new LogReplay();
        _log.Events.ForEach(e => replay.Next(e));
        var last = _log.Events.Count;

        Assert.Null(replay.Next(new TrialSuggested(4, _log.Engine.ParametersOf(0), last, TrialSuggested.Imported) { Sequence = last + 1 }));
        Assert.Equal(4, replay.Suggestions);
    }

    [Fact]
    public void Next_WhatIsNoLog_IsRefusedWithTheEvent()
    {
        var replay = new LogReplay();
        replay.Next(_log.Events[0]);

        var refused = Assert.Throws<InvalidDataException>(() => replay.Next(_log.Events[2]));

        Assert.Contains("event 3", refused.Message, StringComparison.Ordinal);
    }
}

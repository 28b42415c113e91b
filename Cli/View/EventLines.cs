using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.View;

/// <summary>Tells a sweep's events as lines for people. It must see every event from the first on.</summary>
/// <param name="spec">The sweep's spec.</param>
internal sealed class EventLines(SweepSpec spec)
{
    private readonly Objective _objective = spec.FirstObjective();
    private readonly IReadOnlyCollection<string> _varying = spec.VaryingParameters();
    private readonly Incumbents _incumbents = new(spec.FirstObjective());
    private readonly Dictionary<int, ParameterSet> _parameters = [];
    private readonly Dictionary<int, string> _pruneReasons = [];

    /// <summary>The best completed value after each trial that completed, oldest first.</summary>
    public IReadOnlyList<double> History => _incumbents.History;

    /// <summary>Takes the next event and tells it; empty when there is nothing worth a line.</summary>
    public IReadOnlyList<string> Tell(SweepEvent next)
    {
        var isNewBest = _incumbents.Apply(next);
        return next switch
        {
            SweepPaused => ["paused: running trials stop at their next checkpoint"],
            SweepResumed => ["resumed"],
            SweepCanceled => ["canceled: running trials are being stopped"],
            TrialNoted noted => [$"trial {Shown.Trial(noted.Trial)} {(noted.IsPinned ? "is pinned" : "is not pinned")}, {(noted.Note.Length > 0 ? $"note: {noted.Note.ReplaceLineEndings(" ")}" : "without a note")}"],
            SweepFinished finished => [$"{Shown.Status(finished.Status)}: {finished.Reason}"],
            TrialSuggested suggested => Remember(suggested),
            AttemptStarted started => [Started(started)],
            AttemptReported reported => [Reported(reported)],
            AttemptEnded ended => isNewBest ? [Ended(ended), NewBest(ended.Trial)] : [Ended(ended)],
            _ => [],
        };
    }

    private string[] Remember(TrialSuggested suggested)
    {
        _parameters[suggested.Trial] = suggested.Parameters;
        return [];
    }

    private string Started(AttemptStarted started)
    {
        var verb = started.FromStep > 0 ? $"goes on after step {Shown.Count(started.FromStep)}" : "started";
        var again = started.Attempt > 1 ? $" (attempt {Shown.Count(started.Attempt)})" : "";
        var parameters = Shown.Pairs(ParametersOf(started.Trial), _varying);
        return $"trial {Shown.Trial(started.Trial)} {verb} on {started.Slot.Local}{again}: {parameters}";
    }

    private string Reported(AttemptReported reported)
    {
        if (reported.Judgement is { Decision: Decision.Prune, Reason: { } reason })
        {
            _pruneReasons[reported.Trial] = reason;
        }

        var step = Shown.Count(reported.Step);
        var of = spec.MaxStep(ParametersOf(reported.Trial)) is { } last ? $"{step}/{Shown.Count(last)}" : step;
        return $"trial {Shown.Trial(reported.Trial)} step {of}: {_objective.Metric} {Shown.Metric(reported.Metrics[_objective.Metric])}";
    }

    private string Ended(AttemptEnded ended) => $"trial {Shown.Trial(ended.Trial)} " + ended.Outcome switch
    {
        CompletedOutcome => $"completed: {BestValueOf(ended.Trial)}",
        PrunedOutcome => "pruned: " + _pruneReasons.GetValueOrDefault(ended.Trial, BestValueOf(ended.Trial)),
        PausedOutcome => "paused at a checkpoint",
        CanceledOutcome => "canceled",
        FailedOutcome failed => $"failed ({Reason(failed.Reason)}): {failed.Detail}",
        AbandonedOutcome abandoned => $"lost its slot ({Reason(abandoned.Reason)}) and goes on from its last checkpoint",
        var other => other.GetType().Name,
    };

    private string NewBest(int trial) => $"new best: trial {Shown.Trial(trial)} with {BestValueOf(trial)}";

    private string BestValueOf(int trial) => $"{_objective.Metric} {Shown.Metric(_incumbents.BestOf(trial))}";

    private ParameterSet ParametersOf(int trial) => _parameters.GetValueOrDefault(trial, ParameterSet.Empty);

    private static string Reason(FailureReason reason) => reason switch
    {
        FailureReason.OutOfMemory => "out of memory",
        FailureReason.TimedOut => "took too long",
        FailureReason.ProgramError => "program error",
        FailureReason.NotStarted => "not started",
        _ => Shown.Status(reason),
    };

    private static string Reason(AbandonReason reason) => reason switch
    {
        AbandonReason.SiloLost => "its silo is gone",
        AbandonReason.LeaseExpired => "its lease ran out",
        AbandonReason.DeviceLost => "its device is faulted",
        _ => "its silo left",
    };
}

using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Engine;

/// <summary>What a free slot and a running attempt should do, and whether the sweep should end.</summary>
internal static class WorkRule
{
    /// <summary>What a free slot should do.</summary>
    public static WorkItem Next(SweepState state, DateTimeOffset now, string? silo)
    {
        if (Obstacle(state, now) is { } obstacle)
        {
            return new NoWork(obstacle);
        }

        if (state.Trials.NextWaiting(now, silo) is { } trial)
        {
            return Begin(trial);
        }

        if (state.Promotable(isLast: false).FirstOrDefault() is { } promoted)
        {
            return Begin(promoted);
        }

        var missing = state.Lag?.Missing;
        return NoMoreTrials(state, looksAhead: missing is null) is not { } reason
            ? missing is null ? new SuggestTrial() : new NoWork($"the next suggestion needs the result of trial {missing}, for lag is {state.Spec.Lag}")
            : LastPromotable(state) is { } last ? Begin(last)
            : new NoWork(reason);
    }

    /// <summary>True when a free slot would get a trial that was not suggested yet, if one can be.</summary>
    public static bool NeedsSuggestion(SweepState state, DateTimeOffset now, string? silo) =>
        Obstacle(state, now) is null
        && state.Trials.NextWaiting(now, silo) is null
        && !state.Promotable(isLast: false).Any()
        && !state.IsCapReached
        && state.Lag?.Missing is null;

    /// <summary>How many more attempts could start now if there were slots.</summary>
    public static int Room(SweepState state)
    {
        if (state.Status != SweepStatus.Running || state.Stop is not null)
        {
            return 0;
        }

        var isOut = state.Lag?.Missing is not null || state.History.IsExhausted || state.HadConverged;
        var untried = isOut ? 0 : state.Spec.RunCap - state.Trials.Count ?? int.MaxValue;
        var allowed = state.Spec.Limits.MaxConcurrentTrials - state.Trials.Running.Count ?? int.MaxValue;
        var promotable = state.Promotable(isLast: false).Count();
        var last = promotable == 0 && untried == 0 && LastPromotable(state) is not null ? 1 : 0;
        return (int)Math.Max(0, Math.Min((long)state.Trials.WaitingCount + promotable + last + untried, allowed));
    }

    /// <summary>What a running attempt of a trial should do.</summary>
    public static DirectiveReply Wanted(SweepState state, TrialState trial, DateTimeOffset now)
    {
        if (trial.HasReachedTarget)
        {
            return new DirectiveReply(Directive.Pause, state.Stop?.Reason);
        }

        if (trial.Standing is { Decision: Decision.Prune } pruned)
        {
            return new DirectiveReply(Directive.Prune, pruned.Reason);
        }

        if (state.StopAt(now) is { } stop)
        {
            return new DirectiveReply(Directive.Cancel, stop.Reason);
        }

        return state.Status == SweepStatus.Paused ? new DirectiveReply(Directive.Pause, "the sweep is paused")
            : trial.Standing is { } standing ? new DirectiveReply(Directive.Pause, standing.Reason)
            : new DirectiveReply(Directive.Continue);
    }

    /// <summary>The running attempts that should stop.</summary>
    public static IReadOnlyList<StopAttempt> Stops(SweepState state, DateTimeOffset now) =>
    [
        .. from running in state.Trials.Running
           let reply = Wanted(state, state.Trials.Get(running.Trial), now)
           where reply.Directive != Directive.Continue
           select new StopAttempt(running.Trial, running.Attempt, reply.Directive, reply.Reason ?? ""),
    ];

    /// <summary>How the sweep should end now; null when it goes on.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="stop">The order to end; null for none.</param>
    /// <param name="looksAhead">True to ask the sampler, if need be, whether anything is left; a replay cannot afford that at every event.</param>
    public static FinishSweep? Finish(SweepState state, StopOrder? stop, bool looksAhead)
    {
        if (state.Status.IsFinal() || state.Trials.Running.Count > 0)
        {
            return null;
        }

        var isDone = state.Trials.OpenCount == state.Trials.HeldCount && LastPromotable(state) is null;
        var natural = isDone && NoMoreTrials(state, looksAhead && stop is null) is { } reason
            ? new StopOrder(SweepStatus.Completed, reason)
            : null;
        return (stop ?? natural) is { } order ? Conclude(state, order) : null;
    }

    private static WorkItem Begin(TrialState trial) =>
        trial.Checkpoint is { } checkpoint ? new ResumeTrial(trial.Number, checkpoint) : new StartTrial(trial.Number);

    /// <summary>The trial to go on when no other runs and none is new, so that the best one is trained to its end; null for none.</summary>
    private static TrialState? LastPromotable(SweepState state) =>
        state.Trials.Running.Count == 0 && state.Trials.WaitingCount == 0 ? state.Promotable(isLast: true).FirstOrDefault() : null;

    private static FinishSweep Conclude(SweepState state, StopOrder order)
    {
        var results = state.Trials.CountOf(TrialStatus.Completed) + state.Trials.CountOf(TrialStatus.Pruned) + state.Trials.HeldCount;
        return order.Status == SweepStatus.Completed && results == 0
            ? new FinishSweep(SweepStatus.Failed, $"no trial produced a result ({order.Reason}); last failure: {state.LastFailure ?? "none"}")
            : new FinishSweep(order.Status, order.Reason);
    }

    private static string? Obstacle(SweepState state, DateTimeOffset now)
    {
        if (state.Status.IsFinal())
        {
            return "the sweep is over";
        }

        if (state.StopAt(now) is { } stop)
        {
            return $"the sweep is ending: {stop.Reason}";
        }

        var running = state.Trials.Running.Count;
        return state.Status == SweepStatus.Paused ? "paused"
            : running >= state.Spec.Limits.MaxConcurrentTrials ? $"max_concurrent_trials of {running} reached"
            : null;
    }

    /// <summary>Why no further parameter set can be suggested; null when one can, as far as is known.</summary>
    public static string? NothingToTry(SweepState state, bool looksAhead)
    {
        if (state.History.IsExhausted)
        {
            return Exhausted(state.History);
        }

        return looksAhead && state.Next() is { Chosen: null, Rejected: var rejected }
            ? string.Create(CultureInfo.InvariantCulture, $"none of {rejected.Count:N0} parameter sets drawn satisfies the constraints: {rejected}")
            : null;
    }

    private static string? NoMoreTrials(SweepState state, bool looksAhead) =>
        state.IsCapReached ? $"run_cap of {state.Spec.RunCap} trials reached"
        : NothingToTry(state, looksAhead) ?? (looksAhead ? state.Convergence() : null);

    private static string Exhausted(SearchHistory history) => history.Census switch
    {
        { AllowedCount: 0 } census => $"none of the {census.Count} points of the search space satisfies the constraints: {census}",
        { RejectedCount: > 0 } census =>
            $"every one of the {census.AllowedCount} points of the search space that satisfy the constraints was tried; of all {census.Count}, {census}",
        _ => $"every one of the {history.Space.PointCount} points of the search space was tried",
    };
}

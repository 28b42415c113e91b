using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Engine;

/// <summary>What each event changes in a sweep's state.</summary>
/// <param name="state">The state.</param>
/// <param name="actions">Takes what is to be done about running attempts.</param>
internal sealed class SweepFold(SweepState state, List<SweepAction> actions)
{
    private const string StopReason = "somebody stopped it";

    /// <summary>Takes an event in; one that cannot be taken throws before anything is changed.</summary>
    public void Apply(SweepEvent e)
    {
        var stopped = state.Stop;
        switch (e)
        {
            case TrialSuggested suggested:
                Fold(suggested);
                break;
            case AttemptStarted started:
                Fold(started);
                break;
            case AttemptReported reported:
                Fold(reported);
                break;
            case CheckpointSaved saved:
                state.Current(saved.Trial, saved.Attempt).Save(saved.Checkpoint);
                break;
            case AttemptEnded ended:
                Fold(ended);
                break;
            default:
                FoldCommand(e);
                break;
        }

        Stop(state.StopAt(e.Time));
        if (state.Stop != stopped)
        {
            actions.AddRange(WorkRule.Stops(state, e.Time));
        }
    }

    private void FoldCommand(SweepEvent e)
    {
        switch (e)
        {
            case SweepPaused:
                state.Status = SweepStatus.Paused;
                actions.AddRange(WorkRule.Stops(state, e.Time));
                break;
            case SweepResumed:
                state.Status = SweepStatus.Running;
                break;
            case SweepCanceled:
                Stop(new StopOrder(SweepStatus.Canceled, "canceled"));
                break;
            case SweepChanged changed:
                state.Spec = changed.Change.ApplyTo(state.Spec);
                break;
            case TrialStopped stopped:
                Fold(stopped);
                break;
            case TrialRetried retried:
                Fold(retried);
                break;
            case TrialNoted noted:
                Fold(noted);
                break;
            case SweepFinished finished:
                Fold(finished);
                break;
            default:
                throw new InvalidOperationException($"The event {e.GetType().Name} is not known to the engine.");
        }
    }

    private void Fold(TrialSuggested suggested)
    {
        if (suggested.Trial != state.Trials.Count)
        {
            throw new InvalidOperationException($"Trial {suggested.Trial} was suggested; the next number is {state.Trials.Count}.");
        }

        var parameters = state.Names.Share(suggested.Parameters);
        state.Trials.Add(parameters, suggested.Provenance);
        state.History.Add(parameters);
        state.Lag?.Release();
        if (suggested.Rejected is { } rejected)
        {
            state.Rejected = rejected with { Count = rejected.Count + (state.Rejected?.Count ?? 0) };
        }
    }

    private void Fold(AttemptStarted started)
    {
        var trial = state.Trials.Get(started.Trial);
        if (trial.Running is not null || trial.Status.IsFinal() || started.Attempt != trial.Attempt + 1)
        {
            throw new InvalidOperationException(
                $"Attempt {started.Attempt} of trial {trial.Number} cannot start: the trial is {trial.Status} after attempt {trial.Attempt}.");
        }

        state.StartedAt ??= started.Time;
        state.Attempts++;
        trial.AttemptStep = 0;
        if (trial.IsHeld)
        {
            state.Promoter?.Promote(trial.Number);
        }

        state.Trials.Start(
            trial, new RunningAttempt(started.Trial, started.Attempt, started.Slot, started.SiloAddress, started.LeaseId));
    }

    private void Fold(AttemptReported reported)
    {
        var trial = state.Current(reported.Trial, reported.Attempt);
        trial.AttemptStep = reported.Step;
        trial.StepSeconds += reported.StepSeconds;
        state.StepSeconds += reported.StepSeconds;
        if (reported.Step > trial.Curve.LastStep)
        {
            var scores = state.Scores(reported.Metrics);
            state.Pruner.Record(trial.Curve, reported.Step, reported.Judgement, scores);
            if (reported.Judgement.Rung is not null && state.Ladder?.RungAt(reported.Step) is { } rung)
            {
                state.History.Reach(trial.Number, new RungScore(rung, scores[0]));
            }

            trial.Progress(reported.Step, state.Names.Share(reported.Metrics), scores[0]);
            CheckTarget(trial, scores[0]);
        }

        if (reported.Judgement.Decision != Decision.Continue)
        {
            trial.Standing ??= reported.Judgement;
            var reply = WorkRule.Wanted(state, trial, reported.Time);
            actions.Add(new StopAttempt(trial.Number, trial.Attempt, reply.Directive, reply.Reason ?? ""));
        }
    }

    private void Fold(AttemptEnded ended)
    {
        var trial = state.Current(ended.Trial, ended.Attempt);
        EndRule.Count(trial, ended.Outcome);
        EndRule.Defer(trial, ended.Outcome, ended.Time);
        var status = EndRule.StatusAfter(trial, ended.Outcome, state.Spec.Retries);
        var reason = EndRule.Explain(trial, ended.Outcome, status);
        if (ended.Outcome is FailedOutcome || status == TrialStatus.Failed)
        {
            state.LastFailure = $"trial {trial.Number}: {reason}";
        }

        // Also one that broke down on its way to the pause: it was not to go on.
        trial.IsHeld = state.Promoter is not null && trial.Standing is { Decision: Decision.Pause } && !status.IsFinal();
        trial.Standing = null;
        End(trial, trial.IsHeld ? TrialStatus.Paused : status, reason);
    }

    private void Fold(TrialStopped stopped)
    {
        var trial = state.Trials.Get(stopped.Trial);
        if (trial.Status.IsFinal())
        {
            throw new InvalidOperationException($"Trial {trial.Number} cannot be stopped: it is {trial.Status}.");
        }

        if (trial.Running is { } running)
        {
            trial.Standing = new Judgement(Decision.Prune, StopReason);
            actions.Add(new StopAttempt(trial.Number, running.Attempt, Directive.Prune, StopReason));
        }
        else
        {
            End(trial, trial.Curve.LastStep > 0 ? TrialStatus.Pruned : TrialStatus.Canceled, StopReason);
        }
    }

    private void Fold(TrialRetried retried)
    {
        var trial = state.Trials.Get(retried.Trial);
        if (EndRule.ObstacleToRetry(state, trial) is { } obstacle)
        {
            throw new InvalidOperationException(obstacle);
        }

        EndRule.Forgive(trial);
        state.Trials.Move(trial, TrialStatus.Pending, null);
    }

    private void Fold(TrialNoted noted)
    {
        var trial = state.Trials.Get(noted.Trial);
        if (noted is { Note.Length: 0, IsPinned: false })
        {
            state.Notes.Remove(trial.Number);
        }
        else
        {
            state.Notes[trial.Number] = noted;
        }
    }

    private void Fold(SweepFinished finished)
    {
        (state.Status, state.Reason, state.FinishedAt) = (finished.Status, finished.Reason, finished.Time);
        foreach (var trial in state.Trials.All.Where(trial => !trial.Status.IsFinal()))
        {
            End(trial, trial.IsHeld ? TrialStatus.Pruned : TrialStatus.Canceled, trial.IsHeld ? trial.Reason : finished.Reason);
        }
    }

    private void End(TrialState trial, TrialStatus status, string? reason)
    {
        var isCanceled = state.Stop is not null && !status.IsFinal();
        state.Trials.Move(trial, isCanceled ? TrialStatus.Canceled : status, isCanceled ? state.Stop!.Reason : reason);
        if (trial.Status is TrialStatus.Completed or TrialStatus.Pruned or TrialStatus.Failed)
        {
            Tell(trial);
        }
        else if (trial.Status == TrialStatus.Canceled)
        {
            state.Lag?.Settle(trial.Number, null);
        }

        if (trial.IsHeld)
        {
            state.History.Hold(trial.InterimResult(state.Spec.Objectives));
        }

        if (trial.Status.IsFinal())
        {
            state.Pruner.End(trial.Curve, trial.Status == TrialStatus.Completed);
        }

        if (trial.Status == TrialStatus.Completed)
        {
            var isBest = trial.BestStep is not null
                && (state.Incumbent is null || TrialRanking.IsBefore(trial, state.Incumbent, state.Spec.Objectives));
            state.Incumbent = isBest ? trial : state.Incumbent;
            state.Front?.Add(trial.Number, trial.BestScores(state.Spec.Objectives));
        }
    }

    /// <summary>A sampler hears of each trial's end once; of one that failed and was retried it hears again only if it has a result now.</summary>
    private void Tell(TrialState trial)
    {
        var result = trial.Result(state.Spec.Objectives);
        if (state.Lag is { } lag)
        {
            lag.Settle(trial.Number, result);
        }
        else if (!trial.WasTold)
        {
            trial.WasTold = true;
            state.History.Finish(result);
        }
        else if (result.IsResult)
        {
            state.History.Amend(result);
        }
    }

    private void CheckTarget(TrialState trial, double score)
    {
        if (state.ReachesTarget(score))
        {
            trial.HasReachedTarget = true;
            Stop(state.TargetOrder(trial, score));
        }
    }

    // The first order stands; trials that wait will never run.
    private void Stop(StopOrder? order)
    {
        if (order is null || state.Stop is not null || state.Status.IsFinal())
        {
            return;
        }

        state.Stop = order;
        foreach (var trial in state.Trials.Waiting())
        {
            End(trial, TrialStatus.Canceled, order.Reason);
        }
    }
}

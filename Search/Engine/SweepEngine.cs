using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Ranking;

namespace SweepCluster.Search.Engine;

/// <summary>
/// A sweep as a fold over its event log: <see cref="Apply"/> is the only thing that changes it, for live events and for replay alike,
/// and every other member is a question. It has no clock, does no I/O and draws no random number that is not addressed by sweep seed
/// and trial number, so two engines that applied the same events answer alike. Not safe for concurrent use.
/// </summary>
public sealed class SweepEngine
{
    private SweepState? _state;

    /// <summary>The sequence number of the last event applied; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>True once <see cref="SweepSubmitted"/> was applied; before, only <see cref="Apply"/> may be called.</summary>
    public bool IsSubmitted => _state is not null;

    /// <summary>What was asked for.</summary>
    public SweepSpec Spec => State.Spec;

    /// <summary>The hash by which the sweep's file is recognised.</summary>
    public string SpecHash => State.SpecHash;

    /// <summary>Where the sweep is in its life.</summary>
    public SweepStatus Status => State.Status;

    /// <summary>True when the sweep was canceled, reached its target or ran out of time, and running attempts are still being stopped.</summary>
    public bool IsStopping => State.IsStopping;

    /// <summary>How many trials were suggested.</summary>
    public int TrialCount => State.Trials.Count;

    /// <summary>The attempts that hold a lease, by trial number. A live view: copy it before applying events.</summary>
    public IReadOnlyCollection<RunningAttempt> Running => State.Trials.Running;

    /// <summary>The most steps a trial gets; null when the task's own parameters say how many.</summary>
    public int? MaxStep => (Spec.EarlyTerminate as AshaTermination)?.MaxResource;

    private SweepState State => _state
        ?? throw new InvalidOperationException("The engine has applied no event yet; the first one must be SweepSubmitted.");

    /// <summary>Takes an event in.</summary>
    /// <param name="e">The event; its sequence number is one more than the last one's.</param>
    /// <returns>What is to be done now; often nothing.</returns>
    /// <exception cref="InvalidOperationException">The event cannot follow those applied before; nothing was changed.</exception>
    /// <exception cref="ArgumentException">The submitted spec cannot be searched; nothing was changed.</exception>
    public IReadOnlyList<SweepAction> Apply(SweepEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        CheckOrder(e);
        var actions = new List<SweepAction>();
        if (e is SweepSubmitted submitted)
        {
            _state = new SweepState(submitted);
        }
        else
        {
            Fold(e, actions);
        }

        LastSequence = e.Sequence;
        if (WorkRule.Finish(State, State.Stop) is { } finish)
        {
            actions.Add(finish);
        }

        return actions;
    }

    /// <summary>What a free slot should do now.</summary>
    /// <param name="now">The time, in UTC, for the limit on the sweep's duration.</param>
    public WorkItem NextWork(DateTimeOffset now) => WorkRule.Next(State, now);

    /// <summary>
    /// The next trial's parameters as an event to append, its time and sequence number still to be stamped; null when a finite space
    /// has no untried point left. Asking again without applying an event gives the same answer.
    /// </summary>
    public TrialSuggested? Suggest()
    {
        var number = State.Trials.Count;
        return State.Sampler.Suggest(State.History, TrialRandom.For(Spec.Seed ?? 0, number)) is { } suggestion
            ? new TrialSuggested(number, suggestion.Parameters, LastSequence, suggestion.Provenance)
            : null;
    }

    /// <summary>The number that a trial's next attempt gets, counted from 1.</summary>
    public int NextAttempt(int trial) => Known(trial).Attempt + 1;

    /// <summary>The seed of everything random in a trial's training, from 0 to 2^53 - 1; the same for all its attempts.</summary>
    public long TrainingSeed(int trial) => TrialRandom.For(Spec.Seed ?? 0, trial).TrainingSeed;

    /// <summary>True when the attempt holds the trial's lease; only then may its messages become events.</summary>
    public bool IsCurrent(int trial, int attempt) =>
        !State.Status.IsFinal() && State.Trials.Find(trial)?.Running?.Attempt == attempt;

    /// <summary>True when the current attempt has reported this step or a later one: the report at hand is a repetition.</summary>
    public bool HasReported(int trial, int attempt, int step) => IsCurrent(trial, attempt) && step <= Known(trial).AttemptStep;

    /// <summary>
    /// Judges a trial on a report that is about to become an event. A step that was reported before, by an attempt that has since been
    /// resumed from an earlier checkpoint, is not judged again.
    /// </summary>
    public Judgement Judge(int trial, int step, MetricSet metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var known = Known(trial);
        var score = State.Score(metrics);
        if (known.Standing is { Decision: Decision.Prune } pruned)
        {
            return new Judgement(Decision.Prune, pruned.Reason);
        }

        return step <= known.Curve.LastStep || State.ReachesTarget(score)
            ? Judgement.Continue
            : State.Pruner.Judge(known.Curve, step, score);
    }

    /// <summary>What an attempt should do: the answer to its reports and renewals.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="attempt">The attempt's number.</param>
    /// <param name="now">The time, in UTC, for the limit on the sweep's duration.</param>
    public DirectiveReply Wanted(int trial, int attempt, DateTimeOffset now) => IsCurrent(trial, attempt)
        ? WorkRule.Wanted(State, Known(trial), now)
        : new DirectiveReply(Directive.Stale, "the attempt is not the trial's current one");

    /// <summary>
    /// All actions that are outstanding now: those of earlier events that were not carried out, and those of the limit on the sweep's
    /// duration. To be asked after a replay and from time to time.
    /// </summary>
    /// <param name="now">The time, in UTC.</param>
    public IReadOnlyList<SweepAction> Due(DateTimeOffset now)
    {
        if (State.Status.IsFinal())
        {
            return [];
        }

        return WorkRule.Finish(State, State.StopAt(now)) is { } finish ? [finish] : [.. Stops(now)];
    }

    /// <summary>The sweep as it is now, without its trials. Costs the same however many trials there are.</summary>
    /// <param name="id">The sweep's id.</param>
    public SweepSnapshot Snapshot(string id) => SnapshotWriter.Sweep(id, State, LastSequence);

    /// <summary>All trials as they are now, by number, with their ranks.</summary>
    public ImmutableArray<TrialSnapshot> TrialSnapshots() => SnapshotWriter.Trials(State);

    /// <summary>One trial as it is now, without its rank.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public TrialSnapshot TrialSnapshot(int trial) => SnapshotWriter.Trial(Known(trial), Spec.Objectives[0]);

    private void CheckOrder(SweepEvent e)
    {
        if (e.Sequence != LastSequence + 1)
        {
            throw new InvalidOperationException(
                $"Event {e.Sequence} ({e.GetType().Name}) cannot follow event {LastSequence}; sequence numbers must have no gap.");
        }

        if (e is SweepSubmitted != _state is null)
        {
            throw new InvalidOperationException($"Event {e.Sequence} was {e.GetType().Name}; SweepSubmitted must be the first event and only that.");
        }

        if (_state?.Status.IsFinal() == true)
        {
            throw new InvalidOperationException($"Event {e.Sequence} ({e.GetType().Name}) follows the sweep's end; nothing may.");
        }
    }

    private void Fold(SweepEvent e, List<SweepAction> actions)
    {
        var stopped = State.Stop;
        switch (e)
        {
            case TrialSuggested suggested:
                Fold(suggested);
                break;
            case AttemptStarted started:
                Fold(started);
                break;
            case AttemptReported reported:
                Fold(reported, actions);
                break;
            case CheckpointSaved saved:
                Current(saved.Trial, saved.Attempt).Save(saved.Checkpoint);
                break;
            case AttemptEnded ended:
                Fold(ended);
                break;
            default:
                FoldCommand(e, actions);
                break;
        }

        Stop(State.StopAt(e.Time));
        if (State.Stop != stopped)
        {
            actions.AddRange(Stops(e.Time));
        }
    }

    private void FoldCommand(SweepEvent e, List<SweepAction> actions)
    {
        switch (e)
        {
            case SweepPaused:
                State.Status = SweepStatus.Paused;
                actions.AddRange(Stops(e.Time));
                break;
            case SweepResumed:
                State.Status = SweepStatus.Running;
                break;
            case SweepCanceled:
                Stop(new StopOrder(SweepStatus.Canceled, "canceled"));
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
        if (suggested.Trial != State.Trials.Count)
        {
            throw new InvalidOperationException($"Trial {suggested.Trial} was suggested; the next number is {State.Trials.Count}.");
        }

        State.Trials.Add(suggested);
        State.History.Add(suggested.Parameters);
    }

    private void Fold(AttemptStarted started)
    {
        var trial = Known(started.Trial);
        if (trial.Running is not null || trial.Status.IsFinal() || started.Attempt != trial.Attempt + 1)
        {
            throw new InvalidOperationException(
                $"Attempt {started.Attempt} of trial {trial.Number} cannot start: the trial is {trial.Status} after attempt {trial.Attempt}.");
        }

        State.StartedAt ??= started.Time;
        trial.AttemptStep = 0;
        State.Trials.Start(
            trial, new RunningAttempt(started.Trial, started.Attempt, started.Slot, started.SiloAddress, started.LeaseId));
    }

    private void Fold(AttemptReported reported, List<SweepAction> actions)
    {
        var trial = Current(reported.Trial, reported.Attempt);
        trial.AttemptStep = reported.Step;
        trial.StepSeconds += reported.StepSeconds;
        State.StepSeconds += reported.StepSeconds;
        if (reported.Step > trial.Curve.LastStep)
        {
            var score = State.Score(reported.Metrics);
            State.Pruner.Record(trial.Curve, reported.Step, score, reported.Judgement);
            trial.Progress(reported.Step, reported.Metrics, score);
            CheckTarget(trial, score);
        }

        if (reported.Judgement.Decision != Decision.Continue)
        {
            trial.Standing ??= reported.Judgement;
            var reply = WorkRule.Wanted(State, trial, reported.Time);
            actions.Add(new StopAttempt(trial.Number, trial.Attempt, reply.Directive, reply.Reason ?? ""));
        }
    }

    private void Fold(AttemptEnded ended)
    {
        var trial = Current(ended.Trial, ended.Attempt);
        EndRule.Count(trial, ended.Outcome);
        var status = EndRule.StatusAfter(trial, ended.Outcome, Spec.Retries);
        var reason = EndRule.Explain(trial, ended.Outcome, status);
        if (ended.Outcome is FailedOutcome || status == TrialStatus.Failed)
        {
            State.LastFailure = $"trial {trial.Number}: {reason}";
        }

        trial.Standing = null;
        End(trial, status, reason);
    }

    private void Fold(SweepFinished finished)
    {
        (State.Status, State.Reason, State.FinishedAt) = (finished.Status, finished.Reason, finished.Time);
        foreach (var trial in State.Trials.All.Where(trial => !trial.Status.IsFinal()))
        {
            End(trial, TrialStatus.Canceled, finished.Reason);
        }
    }

    private void End(TrialState trial, TrialStatus status, string? reason)
    {
        var isCanceled = State.Stop is not null && !status.IsFinal();
        State.Trials.Move(trial, isCanceled ? TrialStatus.Canceled : status, isCanceled ? State.Stop!.Reason : reason);
        if (trial.Status is TrialStatus.Completed or TrialStatus.Pruned or TrialStatus.Failed)
        {
            State.History.Finish(trial.Result(Spec.Objectives));
        }

        if (trial.Status == TrialStatus.Completed)
        {
            State.Pruner.Complete(trial.Curve);
            var isBest = trial.BestStep is not null
                && (State.Incumbent is null || TrialRanking.IsBefore(trial, State.Incumbent, Spec.Objectives));
            State.Incumbent = isBest ? trial : State.Incumbent;
        }
    }

    private void CheckTarget(TrialState trial, double score)
    {
        if (State.ReachesTarget(score))
        {
            trial.HasReachedTarget = true;
            Stop(State.TargetOrder(trial, score));
        }
    }

    // The first order stands; trials that wait will never run.
    private void Stop(StopOrder? order)
    {
        if (order is null || State.Stop is not null || State.Status.IsFinal())
        {
            return;
        }

        State.Stop = order;
        foreach (var trial in State.Trials.Waiting())
        {
            End(trial, TrialStatus.Canceled, order.Reason);
        }
    }

    private IEnumerable<StopAttempt> Stops(DateTimeOffset now) =>
        from running in State.Trials.Running
        let reply = WorkRule.Wanted(State, Known(running.Trial), now)
        where reply.Directive != Directive.Continue
        select new StopAttempt(running.Trial, running.Attempt, reply.Directive, reply.Reason ?? "");

    private TrialState Known(int trial) => State.Trials.Find(trial)
        ?? throw new KeyNotFoundException($"There is no trial {trial}; the sweep has {State.Trials.Count}, counted from 0.");

    private TrialState Current(int trial, int attempt) => IsCurrent(trial, attempt)
        ? Known(trial)
        : throw new InvalidOperationException($"Attempt {attempt} of trial {trial} is not the current one; ask IsCurrent before appending.");
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
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

    /// <summary>What was asked for, with all changes since.</summary>
    public SweepSpec Spec => State.Spec;

    /// <summary>The event that the sweep began with: what was asked for at first.</summary>
    public SweepSubmitted Submitted => State.Submitted;

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

    /// <summary>The attempt that holds a slot; null when none does.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="siloAddress">The Orleans address of the slot's silo.</param>
    public RunningAttempt? RunningOn(SlotId slot, string siloAddress) => State.Trials.RunningOn(slot, siloAddress);

    /// <summary>The attempt of a trial that holds a lease; null when none does.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public RunningAttempt? RunningOf(int trial) => State.Trials.Get(trial).Running;

    /// <summary>A trial's parameter set.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public ParameterSet ParametersOf(int trial) => State.Trials.Get(trial).Parameters;

    /// <summary>The checkpoint that a trial goes on from; null when there is none.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public CheckpointRef? CheckpointOf(int trial) => State.Trials.Get(trial).Checkpoint;

    /// <summary>The most steps a trial gets; null when the task's own parameters say how many.</summary>
    public int? MaxStep => Spec.EarlyTerminate.MostSteps;

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
            new SweepFold(State, actions).Apply(e);
        }

        LastSequence = e.Sequence;
        actions.AddRange(WorkRule.Finish(State, State.Stop, looksAhead: false) is { } finish ? [finish] : []);
        return actions;
    }

    /// <summary>What a free slot should do now.</summary>
    /// <param name="now">The time, in UTC, for the limit on the sweep's duration and for pauses before retries.</param>
    /// <param name="silo">
    /// The Orleans address of the slot's silo, which a trial that failed there avoids for a while; null when there is no other silo.
    /// </param>
    public WorkItem NextWork(DateTimeOffset now, string? silo = null) => WorkRule.Next(State, now, silo);

    /// <summary>
    /// The costly part of what <see cref="NextWork"/> would have to find out with the same arguments, as work for any thread; null when
    /// there is none. Events may be applied while it is done; then there may be new work of this kind.
    /// </summary>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="silo">As there.</param>
    public Action? Preparation(DateTimeOffset now, string? silo = null) =>
        WorkRule.NeedsSuggestion(State, now, silo) ? State.Preparation() : null;

    /// <summary>
    /// The next trial's parameters as an event to append, its time and sequence number still to be stamped; null when there is
    /// <see cref="NothingToTry"/>, or an earlier trial must end before, see <see cref="SweepSpec.Lag"/>. Asking again without applying an
    /// event gives the same answer.
    /// </summary>
    public TrialSuggested? Suggest()
    {
        if (State.Lag?.Missing is not null)
        {
            return null;
        }

        var next = State.Next();
        return next.Chosen is { } chosen
            ? new TrialSuggested(State.Trials.Count, chosen.Parameters, LastSequence, chosen.Provenance)
            {
                Rejected = next.Rejected.Latest is { } latest ? new RejectedCandidates(next.Rejected.RejectedCount, latest.Reason) : null,
            }
            : null;
    }

    /// <summary>
    /// Why no further parameter set can be suggested: a finite space has no untried point left, or the constraints forbid all there is;
    /// null when one can.
    /// </summary>
    public string? NothingToTry() => WorkRule.NothingToTry(State, looksAhead: true);

    /// <summary>True when the search space is finite and a trial has these parameters already.</summary>
    public bool WouldRepeat(ParameterSet parameters) => State.History.WouldRepeat(parameters);

    /// <summary>A parameter set from elsewhere in the form of the search space: its order, its kinds of value, single values filled in.</summary>
    /// <exception cref="ArgumentException">The set is not a point of the space.</exception>
    public ParameterSet Normalise(ParameterSet parameters) => State.History.Space.Normalise(parameters);

    /// <summary>Why <see cref="TrialRetried"/> may not be applied to a trial now; null when it may.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public string? ObstacleToRetry(int trial) => EndRule.ObstacleToRetry(State, State.Trials.Get(trial));

    /// <summary>The number that a trial's next attempt gets, counted from 1.</summary>
    public int NextAttempt(int trial) => State.Trials.Get(trial).Attempt + 1;

    /// <summary>The seed of everything random in a trial's training, from 0 to 2^53 - 1; the same for all its attempts.</summary>
    public long TrainingSeed(int trial) => TrialRandom.For(Spec.Seed ?? 0, trial).TrainingSeed;

    /// <summary>True when the attempt holds the trial's lease; only then may its messages become events.</summary>
    public bool IsCurrent(int trial, int attempt) => State.IsCurrent(trial, attempt);

    /// <summary>True when the current attempt has reported this step or a later one: the report at hand is a repetition.</summary>
    public bool HasReported(int trial, int attempt, int step) => IsCurrent(trial, attempt) && step <= State.Trials.Get(trial).AttemptStep;

    /// <summary>
    /// Judges a trial on a report that is about to become an event. A step that was reported before, by an attempt that has since been
    /// resumed from an earlier checkpoint, is not judged again.
    /// </summary>
    public Judgement Judge(int trial, int step, MetricSet metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var known = State.Trials.Get(trial);
        var scores = State.Scores(metrics);
        if (known.Standing is { Decision: Decision.Prune } pruned)
        {
            return new Judgement(Decision.Prune, pruned.Reason);
        }

        return step <= known.Curve.LastStep || State.ReachesTarget(scores[0])
            ? Judgement.Continue
            : State.Pruner.Judge(known.Curve, step, scores);
    }

    /// <summary>What an attempt should do: the answer to its reports and renewals.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="attempt">The attempt's number.</param>
    /// <param name="now">The time, in UTC, for the limit on the sweep's duration.</param>
    public DirectiveReply Wanted(int trial, int attempt, DateTimeOffset now) => IsCurrent(trial, attempt)
        ? WorkRule.Wanted(State, State.Trials.Get(trial), now)
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

        return WorkRule.Finish(State, State.StopAt(now), looksAhead: true) is { } finish ? [finish] : WorkRule.Stops(State, now);
    }

    /// <summary>The sweep as it is now, without its trials. Costs the same however many trials there are.</summary>
    /// <param name="id">The sweep's id.</param>
    public SweepSnapshot Snapshot(string id) => SnapshotWriter.Sweep(id, State, LastSequence);

    /// <summary>All trials as they are now, by number, with their ranks.</summary>
    public ImmutableArray<TrialSnapshot> TrialSnapshots() => SnapshotWriter.Trials(State);

    /// <summary>One trial as it is now, with its rank, which costs a look at all trials.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public TrialSnapshot RankedTrialSnapshot(int trial) =>
        TrialSnapshot(trial) with { Rank = TrialRanking.Ranks(State.Trials.All, Spec.Objectives)[trial] };

    /// <summary>One trial as it is now, without its rank.</summary>
    /// <exception cref="KeyNotFoundException">There is no trial of that number.</exception>
    public TrialSnapshot TrialSnapshot(int trial) => SnapshotWriter.Trial(State, State.Trials.Get(trial));

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

        if (_state?.Status.IsFinal() == true && e is not TrialNoted)
        {
            throw new InvalidOperationException($"Event {e.Sequence} ({e.GetType().Name}) follows the sweep's end; only notes may.");
        }
    }
}

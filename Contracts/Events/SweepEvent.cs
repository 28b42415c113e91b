using System.Text.Json.Serialization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Events;

/// <summary>
/// One entry of a sweep's append-only event log, which is the truth about the sweep. A closed family. Sequence and time are stamped
/// by the sweep grain when the event is appended.
/// </summary>
[GenerateSerializer, Alias("event"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SweepSubmitted), "sweep-submitted")]
[JsonDerivedType(typeof(SweepPaused), "sweep-paused")]
[JsonDerivedType(typeof(SweepResumed), "sweep-resumed")]
[JsonDerivedType(typeof(SweepCanceled), "sweep-canceled")]
[JsonDerivedType(typeof(SweepChanged), "sweep-changed")]
[JsonDerivedType(typeof(SweepFinished), "sweep-finished")]
[JsonDerivedType(typeof(TrialSuggested), "trial-suggested")]
[JsonDerivedType(typeof(TrialStopped), "trial-stopped")]
[JsonDerivedType(typeof(TrialRetried), "trial-retried")]
[JsonDerivedType(typeof(TrialNoted), "trial-noted")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(AttemptReported), "attempt-reported")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpoint-saved")]
[JsonDerivedType(typeof(AttemptEnded), "attempt-ended")]
public abstract record SweepEvent
{
    /// <summary>The event's place in its sweep's log, counted from 1 without a gap.</summary>
    [Id(0), JsonPropertyOrder(-2)]
    public long Sequence { get; init; }

    /// <summary>When it was appended, in UTC. For people and for limits on durations; never for order.</summary>
    [Id(1), JsonPropertyOrder(-1)]
    public DateTimeOffset Time { get; init; }
}

/// <summary>The sweep exists. Always the first event.</summary>
/// <param name="Spec">What was asked for; its seed is set.</param>
/// <param name="SpecHash">The SHA-256 of the spec before a seed was drawn, by which an interrupted run of the same file is found again.</param>
[GenerateSerializer, Alias("sweep-submitted"), Immutable]
public sealed record SweepSubmitted([property: Id(0)] SweepSpec Spec, [property: Id(1)] string SpecHash = "") : SweepEvent
{
    /// <summary>By what the client recognises its request, so that a repeated one makes no second sweep; null when it gave nothing.</summary>
    [Id(2)]
    public string? RequestId { get; init; }

    /// <summary>The span of the submission, in the W3C form of traceparent, to which those of its attempts link; null when nobody traced.</summary>
    [Id(3)]
    public string? TraceParent { get; init; }
}

/// <summary>Somebody paused the sweep: no attempt starts, running ones stop at a checkpoint.</summary>
[GenerateSerializer, Alias("sweep-paused"), Immutable]
public sealed record SweepPaused : SweepEvent;

/// <summary>Somebody resumed the paused sweep.</summary>
[GenerateSerializer, Alias("sweep-resumed"), Immutable]
public sealed record SweepResumed : SweepEvent;

/// <summary>Somebody canceled the sweep: running attempts are stopped, then it finishes.</summary>
[GenerateSerializer, Alias("sweep-canceled"), Immutable]
public sealed record SweepCanceled : SweepEvent;

/// <summary>Somebody changed the sweep's limits or its share of the slots.</summary>
/// <param name="Change">What is other than before.</param>
[GenerateSerializer, Alias("sweep-changed"), Immutable]
public sealed record SweepChanged([property: Id(0)] SweepChange Change) : SweepEvent;

/// <summary>The sweep is over. Only <see cref="TrialNoted"/> comes after it.</summary>
/// <param name="Status">Completed, Canceled or Failed.</param>
/// <param name="Reason">One sentence for people: which rule ended it.</param>
[GenerateSerializer, Alias("sweep-finished"), Immutable]
public sealed record SweepFinished(
    [property: Id(0)] SweepStatus Status,
    [property: Id(1)] string Reason) : SweepEvent;

/// <summary>A parameter set was chosen for a new trial.</summary>
/// <param name="Trial">The trial's number; numbers count up from 0 without a gap.</param>
/// <param name="Parameters">The chosen values.</param>
/// <param name="BasedOn">The sequence number of the last event the choice could know of.</param>
/// <param name="Provenance">Which part of which sampler made the choice, such as <c>tpe: start-up</c>.</param>
[GenerateSerializer, Alias("trial-suggested"), Immutable]
public sealed record TrialSuggested(
    [property: Id(0)] int Trial,
    [property: Id(1)] ParameterSet Parameters,
    [property: Id(2)] long BasedOn,
    [property: Id(3)] string Provenance) : SweepEvent
{
    /// <summary>The provenance of a parameter set that came from elsewhere with its result.</summary>
    public const string Imported = "imported";

    /// <summary>What was drawn before for this trial and rejected; null for nothing.</summary>
    [Id(4)]
    public RejectedCandidates? Rejected { get; init; }
}

/// <summary>Somebody stopped a trial that was not over: it counts as pruned if it has reported, else as canceled.</summary>
/// <param name="Trial">The trial's number.</param>
[GenerateSerializer, Alias("trial-stopped"), Immutable]
public sealed record TrialStopped([property: Id(0)] int Trial) : SweepEvent;

/// <summary>Somebody gave a failed trial all its retries again.</summary>
/// <param name="Trial">The trial's number.</param>
[GenerateSerializer, Alias("trial-retried"), Immutable]
public sealed record TrialRetried([property: Id(0)] int Trial) : SweepEvent;

/// <summary>Somebody changed what is to be remembered of a trial. It may come at any time, also when the sweep is over.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Note">The whole note; empty for none.</param>
/// <param name="IsPinned">True when the trial is to be found again at a glance.</param>
[GenerateSerializer, Alias("trial-noted"), Immutable]
public sealed record TrialNoted(
    [property: Id(0)] int Trial,
    [property: Id(1)] string Note,
    [property: Id(2)] bool IsPinned) : SweepEvent;

/// <summary>A slot was granted the lease to run an attempt.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number, counted from 1.</param>
/// <param name="Slot">The slot.</param>
/// <param name="SiloAddress">The Orleans address of the slot's silo.</param>
/// <param name="LeaseId">The lease.</param>
/// <param name="FromStep">The step of the checkpoint it goes on from; 0 when it starts afresh.</param>
[GenerateSerializer, Alias("attempt-started"), Immutable]
public sealed record AttemptStarted(
    [property: Id(0)] int Trial,
    [property: Id(1)] int Attempt,
    [property: Id(2)] SlotId Slot,
    [property: Id(3)] string SiloAddress,
    [property: Id(4)] Guid LeaseId,
    [property: Id(5)] int FromStep) : SweepEvent;

/// <summary>An attempt reported metrics, and the trial was judged on them.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Step">The step just finished, counted from 1.</param>
/// <param name="Metrics">The metrics at that step.</param>
/// <param name="StepSeconds">How long the slot was busy with training and validation since the last report.</param>
/// <param name="Judgement">What was decided.</param>
[GenerateSerializer, Alias("attempt-reported"), Immutable]
public sealed record AttemptReported(
    [property: Id(0)] int Trial,
    [property: Id(1)] int Attempt,
    [property: Id(2)] int Step,
    [property: Id(3)] MetricSet Metrics,
    [property: Id(4)] double StepSeconds,
    [property: Id(5)] Judgement Judgement) : SweepEvent;

/// <summary>An attempt wrote a checkpoint from which the trial can go on exactly.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Checkpoint">The checkpoint.</param>
[GenerateSerializer, Alias("checkpoint-saved"), Immutable]
public sealed record CheckpointSaved(
    [property: Id(0)] int Trial,
    [property: Id(1)] int Attempt,
    [property: Id(2)] CheckpointRef Checkpoint) : SweepEvent;

/// <summary>An attempt ended, and its slot is free again.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Outcome">How it ended.</param>
[GenerateSerializer, Alias("attempt-ended"), Immutable]
public sealed record AttemptEnded(
    [property: Id(0)] int Trial,
    [property: Id(1)] int Attempt,
    [property: Id(2)] AttemptOutcome Outcome) : SweepEvent;

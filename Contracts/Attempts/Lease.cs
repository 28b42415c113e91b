using System.Collections.Immutable;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Attempts;

/// <summary>The exclusive, time-limited right and duty to run one attempt on one slot, with all that is needed to do it.</summary>
/// <param name="Attempt">The attempt to run.</param>
/// <param name="Id">The lease's own id, unique in the cluster.</param>
/// <param name="Slot">The slot it was granted to.</param>
/// <param name="Duration">How long it lasts from its grant or its last renewal.</param>
/// <param name="Task">What to train.</param>
/// <param name="Parameters">The chosen parameter set.</param>
/// <param name="Seed">The seed of everything random in training, from 0 to 2^53; the same for all attempts of a trial.</param>
/// <param name="MaxStep">The most steps the trial gets; null when the task's own parameters say how many.</param>
/// <param name="ResumeFrom">The checkpoint to go on from; null to start afresh.</param>
/// <param name="Retries">The time bounds the slot enforces.</param>
[GenerateSerializer, Alias("lease"), Immutable]
public sealed record Lease(
    [property: Id(0)] AttemptId Attempt,
    [property: Id(1)] Guid Id,
    [property: Id(2)] SlotId Slot,
    [property: Id(3)] TimeSpan Duration,
    [property: Id(4)] TaskSpec Task,
    [property: Id(5)] ParameterSet Parameters,
    [property: Id(6)] long Seed,
    [property: Id(7)] int? MaxStep,
    [property: Id(8)] CheckpointRef? ResumeFrom,
    [property: Id(9)] RetriesSpec Retries)
{
    /// <summary>The metrics that rank trials, first the one that counts most.</summary>
    [Id(10)]
    public ImmutableArray<Objective> Objectives { get; init; } = [];

    /// <summary>The span in which it was granted, in the W3C form of traceparent; null when nobody traces.</summary>
    [Id(11)]
    public string? TraceParent { get; init; }
}

/// <summary>Points to a checkpoint on disk.</summary>
/// <param name="Step">The step after which it was written.</param>
/// <param name="Path">The file's path below the checkpoint root, with forward slashes.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The file's SHA-256 in lower-case hexadecimal digits.</param>
[GenerateSerializer, Alias("checkpoint"), Immutable]
public sealed record CheckpointRef(
    [property: Id(0)] int Step,
    [property: Id(1)] string Path,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string Sha256);

/// <summary>What one attempt reports after one step.</summary>
/// <param name="Attempt">The reporting attempt.</param>
/// <param name="Step">The step just finished, counted from 1.</param>
/// <param name="Metrics">The metrics at that step.</param>
/// <param name="StepSeconds">How long the slot was busy with training and validation since the last report.</param>
/// <param name="Checkpoint">The checkpoint written after the step; null when none was.</param>
[GenerateSerializer, Alias("attempt-report"), Immutable]
public sealed record AttemptReport(
    [property: Id(0)] AttemptId Attempt,
    [property: Id(1)] int Step,
    [property: Id(2)] MetricSet Metrics,
    [property: Id(3)] double StepSeconds,
    [property: Id(4)] CheckpointRef? Checkpoint);

/// <summary>What the sweep wants of a running attempt.</summary>
[GenerateSerializer]
public enum Directive
{
    /// <summary>Go on.</summary>
    Continue,

    /// <summary>Write a checkpoint, stop, and end as paused.</summary>
    Pause,

    /// <summary>Stop and end as pruned.</summary>
    Prune,

    /// <summary>Stop and end as canceled.</summary>
    Cancel,

    /// <summary>The attempt is not the trial's current one: kill it and report nothing more.</summary>
    Stale,
}

/// <summary>A directive with its reason.</summary>
/// <param name="Directive">What to do.</param>
/// <param name="Reason">One sentence for people; null when there is nothing to explain.</param>
[GenerateSerializer, Alias("directive"), Immutable]
public sealed record DirectiveReply([property: Id(0)] Directive Directive, [property: Id(1)] string? Reason = null);

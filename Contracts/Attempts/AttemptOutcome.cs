using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Attempts;

/// <summary>Why an attempt failed.</summary>
[GenerateSerializer]
public enum FailureReason
{
    /// <summary>The trial process ended by itself with a signal or an exit code that is not 0.</summary>
    Crashed,

    /// <summary>The process or its device ran out of memory.</summary>
    OutOfMemory,

    /// <summary>The process made no progress within its deadline and was killed.</summary>
    Hung,

    /// <summary>The attempt lasted longer than the sweep allows and was killed.</summary>
    TimedOut,

    /// <summary>The parameter set cannot be trained, such as a net too deep for the image. Never retried.</summary>
    Infeasible,

    /// <summary>Training produced a number that is not finite. Never retried.</summary>
    Diverged,

    /// <summary>The trial program reported an error of its own.</summary>
    ProgramError,

    /// <summary>The trial process could not be started or did not speak the trial protocol.</summary>
    NotStarted,
}

/// <summary>Why a slot gave an attempt up although the attempt itself did nothing wrong.</summary>
[GenerateSerializer]
public enum AbandonReason
{
    /// <summary>The silo that ran it is gone.</summary>
    SiloLost,

    /// <summary>The lease was not renewed in time.</summary>
    LeaseExpired,

    /// <summary>The silo leaves and hands its leases back.</summary>
    Drained,

    /// <summary>The slot was wanted by a sweep of higher priority.</summary>
    Preempted,

    /// <summary>The slot's device is faulted.</summary>
    DeviceLost,
}

/// <summary>How an attempt ended. A closed family.</summary>
[GenerateSerializer, Alias("outcome"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CompletedOutcome), "completed")]
[JsonDerivedType(typeof(PrunedOutcome), "pruned")]
[JsonDerivedType(typeof(PausedOutcome), "paused")]
[JsonDerivedType(typeof(CanceledOutcome), "canceled")]
[JsonDerivedType(typeof(FailedOutcome), "failed")]
[JsonDerivedType(typeof(AbandonedOutcome), "abandoned")]
public abstract record AttemptOutcome
{
    /// <summary>The trial trained to its end.</summary>
    public static AttemptOutcome Completed { get; } = new CompletedOutcome();

    /// <summary>The pruner's decision was carried out.</summary>
    public static AttemptOutcome Pruned { get; } = new PrunedOutcome();

    /// <summary>The attempt stopped at a checkpoint and the trial may go on later.</summary>
    public static AttemptOutcome Paused { get; } = new PausedOutcome();

    /// <summary>The trial is not wanted any more.</summary>
    public static AttemptOutcome Canceled { get; } = new CanceledOutcome();

    /// <summary>The attempt failed.</summary>
    public static AttemptOutcome Failed(FailureReason reason, string detail) => new FailedOutcome(reason, detail);

    /// <summary>The slot gave the attempt up.</summary>
    public static AttemptOutcome Abandoned(AbandonReason reason) => new AbandonedOutcome(reason);
}

/// <inheritdoc cref="AttemptOutcome.Completed"/>
[GenerateSerializer, Alias("outcome-completed"), Immutable]
public sealed record CompletedOutcome : AttemptOutcome;

/// <inheritdoc cref="AttemptOutcome.Pruned"/>
[GenerateSerializer, Alias("outcome-pruned"), Immutable]
public sealed record PrunedOutcome : AttemptOutcome;

/// <inheritdoc cref="AttemptOutcome.Paused"/>
[GenerateSerializer, Alias("outcome-paused"), Immutable]
public sealed record PausedOutcome : AttemptOutcome;

/// <inheritdoc cref="AttemptOutcome.Canceled"/>
[GenerateSerializer, Alias("outcome-canceled"), Immutable]
public sealed record CanceledOutcome : AttemptOutcome;

/// <inheritdoc cref="AttemptOutcome.Failed"/>
/// <param name="Reason">The kind of failure; decides whether the trial is retried.</param>
/// <param name="Detail">One sentence for people: what was seen.</param>
[GenerateSerializer, Alias("outcome-failed"), Immutable]
public sealed record FailedOutcome([property: Id(0)] FailureReason Reason, [property: Id(1)] string Detail) : AttemptOutcome
{
    /// <summary>True when the same parameter set would only fail in the same way again.</summary>
    [JsonIgnore]
    public bool IsFinal => Reason is FailureReason.Infeasible or FailureReason.Diverged;
}

/// <inheritdoc cref="AttemptOutcome.Abandoned"/>
/// <param name="Reason">Why the slot gave it up.</param>
[GenerateSerializer, Alias("outcome-abandoned"), Immutable]
public sealed record AbandonedOutcome([property: Id(0)] AbandonReason Reason) : AttemptOutcome;

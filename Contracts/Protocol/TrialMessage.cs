using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Protocol;

/// <summary>A message from the trial process to the silo. A closed family.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HelloMessage), "hello")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(ProgressMessage), "progress")]
[JsonDerivedType(typeof(ReportMessage), "report")]
[JsonDerivedType(typeof(CheckpointMessage), "checkpoint")]
[JsonDerivedType(typeof(LogMessage), "log")]
[JsonDerivedType(typeof(EndMessage), "end")]
public abstract record TrialMessage;

/// <summary>The first message of a process.</summary>
/// <param name="Protocol">The version of the protocol the process speaks.</param>
/// <param name="Program">The program's name and version.</param>
/// <param name="ProcessId">The process's id, which must be the one the silo started.</param>
/// <param name="Environment">What matters for reproducing numbers: library versions, threads, whether oneDNN is on and why.</param>
public sealed record HelloMessage(
    int Protocol,
    string Program,
    int ProcessId,
    IReadOnlyDictionary<string, string> Environment) : TrialMessage;

/// <summary>The process can take an attempt: after hello, and again after each attempt it survives.</summary>
/// <param name="ResidentBytes">The process's resident memory, for the silo to see what an attempt left behind.</param>
public sealed record ReadyMessage(long ResidentBytes) : TrialMessage;

/// <summary>A sign of life between reports, at least once a second while batches go by.</summary>
/// <param name="Phase">One word, such as <c>training</c> or <c>validating</c>.</param>
/// <param name="Step">The step in progress, counted from 1.</param>
/// <param name="Fraction">How much of that step is done, from 0 to 1.</param>
public sealed record ProgressMessage(string Phase, int Step, double Fraction) : TrialMessage;

/// <summary>Metrics after a step. The process then waits for <see cref="DecideMessage"/>.</summary>
/// <param name="Step">The step just finished, counted from 1.</param>
/// <param name="Metrics">Names and values; NaN and infinities are the strings of that name.</param>
/// <param name="StepSeconds">How long training and validation of this step took.</param>
/// <param name="Checkpoint">The checkpoint written after the step; null when none was.</param>
public sealed record ReportMessage(
    int Step,
    IReadOnlyDictionary<string, double> Metrics,
    double StepSeconds,
    CheckpointFile? Checkpoint = null) : TrialMessage
{
    /// <summary>Why the checkpoint that was due could not be written; null when one was or none was due.</summary>
    public string? CheckpointError { get; init; }
}

/// <summary>A checkpoint written at another moment than a report.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
public sealed record CheckpointMessage(CheckpointFile Checkpoint) : TrialMessage;

/// <summary>A checkpoint that is complete on disk.</summary>
/// <param name="Step">The step after which it was written.</param>
/// <param name="File">The file's name in the attempt's checkpoint directory.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The file's SHA-256 in lower-case hexadecimal digits.</param>
/// <param name="Seconds">How long it took to write; null when the program does not say.</param>
public sealed record CheckpointFile(int Step, string File, long Bytes, string Sha256, double? Seconds = null);

/// <summary>How serious a log line is.</summary>
public enum LogLevelName
{
    /// <summary>For the curious.</summary>
    Info,

    /// <summary>Something is not as it should be, and the attempt goes on.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>A line for the trial's log.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="Text">The line.</param>
public sealed record LogMessage(LogLevelName Level, string Text) : TrialMessage;

/// <summary>How an attempt can end by itself.</summary>
public enum TrialEnd
{
    /// <summary>Trained to its end.</summary>
    Completed,

    /// <summary>Told to prune.</summary>
    Pruned,

    /// <summary>Told to pause.</summary>
    Paused,

    /// <summary>Told to cancel.</summary>
    Canceled,

    /// <summary>The parameter set cannot be trained.</summary>
    Infeasible,

    /// <summary>Training produced a number that is not finite.</summary>
    Diverged,

    /// <summary>Memory ran out.</summary>
    OutOfMemory,

    /// <summary>Any other error.</summary>
    Failed,
}

/// <summary>The attempt is over. A process that can take another one says so with <see cref="ReadyMessage"/>.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One sentence that says what was seen; null where there is nothing to explain.</param>
public sealed record EndMessage(TrialEnd Outcome, string? Detail = null) : TrialMessage;

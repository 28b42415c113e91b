using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Protocol;

/// <summary>A message from the silo to the trial process. A closed family.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StartMessage), "start")]
[JsonDerivedType(typeof(DecideMessage), "decide")]
[JsonDerivedType(typeof(StopMessage), "stop")]
public abstract record SiloMessage;

/// <summary>Begins an attempt. Sent only to a process that has said it is ready.</summary>
/// <param name="Trial">The trial's id, such as <c>demo-1/7</c>.</param>
/// <param name="Attempt">The attempt's number, counted from 1.</param>
/// <param name="Seed">The seed of everything random, from 0 to 2^53; the same for all attempts of a trial.</param>
/// <param name="Parameters">The parameter set: one JSON object of names and values.</param>
/// <param name="Task">What to train, as the sweep file says it.</param>
/// <param name="Threads">How many threads the attempt may use; at least 1.</param>
/// <param name="CheckpointDirectory">An existing directory that belongs to this attempt alone.</param>
public sealed record StartMessage(
    string Trial,
    int Attempt,
    long Seed,
    JsonElement Parameters,
    TaskMessage Task,
    int Threads,
    string CheckpointDirectory) : SiloMessage
{
    /// <summary>The most steps to take; null when the parameters say how many.</summary>
    public int? MaxStep { get; init; }

    /// <summary>The checkpoint to go on from; null to start afresh.</summary>
    public ResumePoint? ResumeFrom { get; init; }

    /// <summary>The device to train on, such as <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The attempt's span in the W3C form of traceparent, for a program that traces too; null when nobody traces.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>What to train.</summary>
/// <param name="Dataset">The data set's name; null for a program that knows its own data.</param>
/// <param name="DataDirectory">Where decoded data sets are cached; null as above.</param>
/// <param name="Train">How many images are trained on.</param>
/// <param name="Validation">How many images rank the trial.</param>
/// <param name="Image">The height and width of an image, in pixels.</param>
/// <param name="Path">The folder of images of the data set <c>folder</c>; null for any other.</param>
public sealed record TaskMessage(
    string? Dataset = null,
    string? DataDirectory = null,
    int Train = 0,
    int Validation = 0,
    int Image = 0,
    string? Path = null);

/// <summary>A checkpoint to go on from.</summary>
/// <param name="Step">The step after which it was written.</param>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Sha256">The file's SHA-256 in lower-case hexadecimal digits.</param>
public sealed record ResumePoint(int Step, string Path, string Sha256);

/// <summary>What a trial process can be told to do.</summary>
public enum TrialCommand
{
    /// <summary>Go on with the next step.</summary>
    Continue,

    /// <summary>Stop; the last checkpoint will be resumed later. End as paused.</summary>
    Pause,

    /// <summary>Stop; the trial is not worth more device time. End as pruned.</summary>
    Prune,

    /// <summary>Stop; the trial is not wanted any more. End as canceled.</summary>
    Cancel,
}

/// <summary>The answer to a report; the process waits for it before its next step.</summary>
/// <param name="Step">The step of the report it answers.</param>
/// <param name="Command">What to do.</param>
public sealed record DecideMessage(int Step, TrialCommand Command) : SiloMessage;

/// <summary>Stops the attempt at the next opportunity, without waiting for a report.</summary>
/// <param name="Command">How to end; never <see cref="TrialCommand.Continue"/>.</param>
public sealed record StopMessage(TrialCommand Command) : SiloMessage;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.ScriptedTrial;

/// <summary>What an observer record is about.</summary>
internal enum Observed
{
    /// <summary>An attempt was begun.</summary>
    Started,

    /// <summary>A step was worked through.</summary>
    StepDone,

    /// <summary>The silo has answered the report of a step, so the report counts.</summary>
    Acknowledged,

    /// <summary>The attempt ended by itself.</summary>
    Ended,
}

/// <summary>
/// One line that a trial process writes about itself, as evidence that does not come from the cluster. This file is compiled into the trial
/// program and into whoever reads the records.
/// </summary>
/// <param name="What">What happened.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Process">The process's id.</param>
/// <param name="ProcessStart">When the process started, in clock ticks since boot, which with the id names it for good.</param>
/// <param name="Parent">The id of the process that started it: its silo.</param>
/// <param name="Folder">Its working folder, which belongs to one slot.</param>
/// <param name="Trial">The trial's id.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Step">The step; in the first record of an attempt, the step that it goes on from.</param>
internal sealed record ObserverRecord(
    Observed What,
    DateTimeOffset Time,
    int Process,
    long ProcessStart,
    int Parent,
    string Folder,
    string Trial,
    int Attempt,
    int Step)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>How long the step took; null when the record is about something else.</summary>
    public double? Seconds { get; init; }

    /// <summary>How the attempt ended; null before.</summary>
    public string? End { get; init; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The line is not a whole record.</exception>
    public static ObserverRecord Read(string line) =>
        JsonSerializer.Deserialize<ObserverRecord>(line, Options) ?? throw new JsonException("A record must be an object, not null.");

    /// <summary>The record as one line without its line end.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options);
}

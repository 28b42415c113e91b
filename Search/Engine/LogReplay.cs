using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Search.Engine;

/// <summary>
/// Plays a sweep's log again and works every suggestion and every decision out anew from the events before it. What was imported was not
/// suggested, and is only taken in.
/// </summary>
public sealed class LogReplay
{
    private readonly SweepEngine _engine = new();

    /// <summary>How many events were taken in.</summary>
    public long Events => _engine.LastSequence;

    /// <summary>How many suggestions were worked out anew.</summary>
    public int Suggestions { get; private set; }

    /// <summary>How many decisions were worked out anew.</summary>
    public int Decisions { get; private set; }

    /// <summary>Takes the next event in.</summary>
    /// <param name="e">The event.</param>
    /// <returns>How the log differs from what the engine comes to; null when it does not.</returns>
    /// <exception cref="InvalidDataException">The event cannot follow those before it: this is no log of a sweep.</exception>
    public ReplayDifference? Next(SweepEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var difference = _engine.IsSubmitted ? Compare(e) : null;
        try
        {
            _engine.Apply(e);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The engine refuses event {e.Sequence}: {exception.Message}", exception);
        }

        return difference;
    }

    private ReplayDifference? Compare(SweepEvent e)
    {
        switch (e)
        {
            case TrialSuggested { Provenance: not TrialSuggested.Imported } suggested:
                Suggestions++;
                return Compare(e, suggested.Parameters, _engine.Suggest()?.Parameters);
            case AttemptReported reported when reported.Trial < _engine.TrialCount:
                Decisions++;
                return Compare(e, reported.Judgement, _engine.Judge(reported.Trial, reported.Step, reported.Metrics));
            default:
                return null;
        }
    }

    private static ReplayDifference? Compare<T>(SweepEvent e, T logged, T replayed)
    {
        var (one, other) = (JsonSerializer.Serialize(logged, SweepJson.Options), JsonSerializer.Serialize(replayed, SweepJson.Options));
        return one == other ? null : new ReplayDifference(e.Sequence, e.TrialNumber()!.Value, one, other);
    }
}

/// <summary>An event whose replay comes to something else.</summary>
/// <param name="Sequence">The event's sequence number.</param>
/// <param name="Trial">The trial it is about.</param>
/// <param name="Logged">What the log says, as JSON.</param>
/// <param name="Replayed">What the engine comes to, as JSON.</param>
public sealed record ReplayDifference(long Sequence, int Trial, string Logged, string Replayed);

using System.Globalization;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>An attempt as its sweep's log tells it.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Started">Its start.</param>
/// <param name="Ended">Its first end after the start; null when the log has none.</param>
internal sealed record LoggedAttempt(string Sweep, AttemptStarted Started, AttemptEnded? Ended)
{
    /// <summary>The trial's id.</summary>
    public string Trial => string.Create(CultureInfo.InvariantCulture, $"{Sweep}/{Started.Trial}");

    /// <summary>The attempt's name.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Trial}#{Started.Attempt}");

    /// <summary>Reads all attempts of a log.</summary>
    public static IEnumerable<LoggedAttempt> ReadAll(string sweep, IReadOnlyList<SweepEvent> log)
    {
        var ends = log.OfType<AttemptEnded>().ToLookup(end => (end.Trial, end.Attempt));
        return log.OfType<AttemptStarted>().Select(start => new LoggedAttempt(
            sweep, start, ends[(start.Trial, start.Attempt)].FirstOrDefault(end => end.Sequence > start.Sequence)));
    }
}

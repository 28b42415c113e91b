using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// The lines of a running trial's log, put together from looks at its last lines. Lines that came and went between two looks are missing,
/// and a gap says so.
/// </summary>
internal sealed class LogTail
{
    /// <summary>How many lines are kept.</summary>
    public const int MostLines = 1_000;

    private readonly Queue<string> _lines = new();
    private ImmutableArray<string> _seen = [];
    private int _attempt;

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Takes a look in.</summary>
    public void Take(TrialProgress progress)
    {
        if (progress.Attempt.Number != _attempt)
        {
            (_attempt, _seen) = (progress.Attempt.Number, []);
            Add($"— attempt {_attempt} on {progress.Slot} —");
        }

        var known = Overlap(_seen, progress.Log);
        if (known == 0 && !_seen.IsEmpty && !progress.Log.IsEmpty)
        {
            Add("— …");
        }

        foreach (var line in progress.Log[known..])
        {
            Add(line);
        }

        _seen = progress.Log;
    }

    /// <summary>How many lines at the beginning of a look are those at the end of the one before.</summary>
    private static int Overlap(ImmutableArray<string> before, ImmutableArray<string> now)
    {
        var most = Math.Min(before.Length, now.Length);
        while (most > 0 && !before.AsSpan()[^most..].SequenceEqual(now.AsSpan()[..most]))
        {
            most--;
        }

        return most;
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > MostLines)
        {
            _lines.Dequeue();
        }
    }
}

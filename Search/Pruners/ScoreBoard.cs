using System.Collections.Immutable;

namespace SweepCluster.Search.Pruners;

/// <summary>The finite scores that trials had at one point of training, best first; ties by trial number.</summary>
internal sealed class ScoreBoard
{
    private const int MostNamed = 16;
    private static readonly Comparer<(double Score, int Trial)> Order = Comparer<(double Score, int Trial)>.Default;
    private readonly List<(double Score, int Trial)> _entries = [];

    /// <summary>How many scores there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The score at a place, 0 for the best.</summary>
    public double this[int place] => _entries[place].Score;

    /// <summary>The middle score, or the mean of the two middle ones; of no scores, an error.</summary>
    public double Median => (_entries[(Count - 1) / 2].Score + _entries[Count / 2].Score) / 2;

    /// <summary>How many scores are better.</summary>
    public int CountBetter(double score) => Place(score, int.MinValue);

    /// <summary>Adds a finite score.</summary>
    public void Add(double score, int trial) => _entries.Insert(Place(score, trial), (score, trial));

    /// <summary>The trials with the best scores, for a judgement to name; so few that logs do not grow with the square of a sweep.</summary>
    public ImmutableArray<int> Best() => [.. _entries.Take(MostNamed).Select(entry => entry.Trial)];

    private int Place(double score, int trial)
    {
        var found = _entries.BinarySearch((score, trial), Order);
        return found < 0 ? ~found : found;
    }
}

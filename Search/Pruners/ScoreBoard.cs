using System.Collections.Immutable;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Pruners;

/// <summary>The finite scores that trials had at one point of training, best first; ties by trial number.</summary>
internal sealed class ScoreBoard
{
    private const int MostNamed = 16;
    private readonly GrowingOrder<(double Score, int Trial)> _entries = new(Comparer<(double Score, int Trial)>.Default);

    /// <summary>How many scores there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The score at a place, 0 for the best.</summary>
    public double this[int place] => _entries.Sorted[place].Score;

    /// <summary>The middle score, or the mean of the two middle ones; of no scores, an error.</summary>
    public double Median => (this[(Count - 1) / 2] + this[Count / 2]) / 2;

    /// <summary>How many scores are better.</summary>
    public int CountBetter(double score) => _entries.CountBefore((score, int.MinValue));

    /// <summary>Adds a finite score.</summary>
    public void Add(double score, int trial) => _entries.Add((score, trial));

    /// <summary>The trials with the best scores, for a judgement to name; so few that logs do not grow with the square of a sweep.</summary>
    public ImmutableArray<int> Best() => [.. _entries.Sorted.Take(MostNamed).Select(entry => entry.Trial)];
}

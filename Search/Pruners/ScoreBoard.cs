using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Pruners;

/// <summary>The finite scores that trials had at one point of training, best first.</summary>
internal sealed class ScoreBoard : IStandings
{
    private readonly GrowingOrder<(double Score, int Arrival, int Trial)> _entries = new(Comparer<(double Score, int Arrival, int Trial)>.Default);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<int> Ordered => _entries.Sorted.Select(entry => entry.Trial);

    /// <inheritdoc/>
    public int CountBetter(params ReadOnlySpan<double> scores) => _entries.CountBefore((scores[0], int.MinValue, 0));

    /// <inheritdoc/>
    public IEnumerable<int> Before(params ReadOnlySpan<double> scores) => Ordered.Take(_entries.CountBefore((scores[0], int.MaxValue, 0)));

    /// <inheritdoc/>
    public void Add(int trial, params ReadOnlySpan<double> scores) => _entries.Add((scores[0], Count, trial));

    /// <summary>The score below which a share of the scores lies, linear between neighbours; of no scores, an error.</summary>
    /// <param name="share">From 0, the best score, to 1, the worst.</param>
    public double Quantile(double share)
    {
        var place = share * (Count - 1);
        var below = (int)place;
        var (low, high) = (_entries.Sorted[below].Score, _entries.Sorted[Math.Min(below + 1, Count - 1)].Score);
        var rest = place - below;
        return rest < 0.5 ? low + ((high - low) * rest) : high - ((high - low) * (1 - rest));
    }
}

using SweepCluster.Search.Ranking;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Trials with several finite scores, by non-domination (Deb et al. 2002): better are those on better fronts, so a trial that none
/// dominates has none before it. Fronts are kept up to date as trials come (Li et al. 2017), so that a question costs one or two fronts.
/// </summary>
internal sealed class FrontBoard : IStandings
{
    private readonly List<List<(int Trial, double[] Scores)>> _fronts = [];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<int> Ordered => _fronts.SelectMany(front => front).Select(entry => entry.Trial);

    /// <inheritdoc/>
    public int CountBetter(params ReadOnlySpan<double> scores)
    {
        var (better, front) = (0, FrontOf(scores));
        for (var i = 0; i < front; i++)
        {
            better += _fronts[i].Count;
        }

        return better;
    }

    /// <inheritdoc/>
    public IEnumerable<int> Before(params ReadOnlySpan<double> scores)
    {
        var (same, front) = (new List<int>(), FrontOf(scores));
        foreach (var (trial, other) in front < _fronts.Count ? _fronts[front] : [])
        {
            same.AddRange(NonDomination.Dominates(scores, other) ? [] : [trial]);
        }

        return Ordered.Take(CountBetter(scores)).Concat(same);
    }

    /// <inheritdoc/>
    public void Add(int trial, params ReadOnlySpan<double> scores)
    {
        Count++;
        List<(int Trial, double[] Scores)> arriving = [(trial, scores.ToArray())];
        for (var front = FrontOf(scores); arriving.Count > 0; front++)
        {
            if (front == _fronts.Count)
            {
                _fronts.Add([]);
            }

            // Whom the newcomers dominate goes one front down, and all of them together.
            var leaving = _fronts[front].FindAll(old => arriving.Exists(entry => NonDomination.Dominates(entry.Scores, old.Scores)));
            _fronts[front].RemoveAll(leaving.Contains);
            _fronts[front].AddRange(arriving);
            arriving = leaving;
        }
    }

    // Whoever is dominated by a member of a front is also dominated by one of every better front.
    private int FrontOf(ReadOnlySpan<double> scores)
    {
        var (low, high) = (0, _fronts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsDominated(_fronts[middle], scores) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool IsDominated(List<(int Trial, double[] Scores)> front, ReadOnlySpan<double> scores)
    {
        foreach (var (_, other) in front)
        {
            if (NonDomination.Dominates(other, scores))
            {
                return true;
            }
        }

        return false;
    }
}

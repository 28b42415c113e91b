using MathNet.Numerics;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>
/// The test of Mann and Whitney 1947 whether values of one kind tend to be lower than those of another: exact without ties, else the
/// normal approximation with corrections for ties and continuity.
/// </summary>
internal static class MannWhitney
{
    /// <summary>The probability, two-sided, of a difference at least as great if there were none; 1 when either side is empty.</summary>
    public static double PValue(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return 1;
        }

        var wins = first.Sum(a => second.Sum(b => a < b ? 1 : a == b ? 0.5 : 0));
        var lesser = Math.Min(wins, (first.Count * second.Count) - wins);
        var groups = first.Concat(second).GroupBy(value => value).Select(group => group.Count()).ToList();
        return Math.Min(1, 2 * (groups.TrueForAll(count => count == 1)
            ? Exact(first.Count, second.Count, (int)lesser)
            : Approximate(first.Count, second.Count, lesser, groups)));
    }

    // f(n, m, u) = f(n - 1, m, u - m) + f(n, m - 1, u) arrangements have u wins: the greatest value is on one side or on the other.
    private static double Exact(int n, int m, int wins)
    {
        var counts = new double[m + 1, wins + 1];
        for (var j = 0; j <= m; j++)
        {
            counts[j, 0] = 1;
        }

        for (var i = 1; i <= n; i++)
        {
            for (var j = 1; j <= m; j++)
            {
                for (var u = wins; u >= 0; u--)
                {
                    counts[j, u] = (u >= j ? counts[j, u - j] : 0) + counts[j - 1, u];
                }
            }
        }

        return Enumerable.Range(0, wins + 1).Sum(u => counts[m, u]) / SpecialFunctions.Binomial(n + m, n);
    }

    private static double Approximate(int n, int m, double wins, IReadOnlyCollection<int> groups)
    {
        double all = n + m;
        var ties = groups.Sum(count => ((double)count * count * count) - count);
        var variance = n * m / 12.0 * (all + 1 - (ties / (all * (all - 1))));
        return variance > 0 ? Normal.Cdf((wins + 0.5 - (n * m / 2.0)) / Math.Sqrt(variance)) : 0.5;
    }
}

namespace SweepCluster.Search.Numerics;

/// <summary>
/// The signed-rank test of Wilcoxon 1945 whether differences tend to be positive; ranks of differences that are 0 are split between both
/// sides. Exact for up to 50 differences without ties and 13 with them, as in SciPy; the normal approximation beyond.
/// </summary>
internal static class SignedRank
{
    private const int MostExact = 50;
    private const int MostExactWithTies = 13;

    /// <summary>The probability of a sum of positive ranks at least as great if both signs were equally likely.</summary>
    /// <param name="differences">Finite differences; at least one.</param>
    public static double PValue(IReadOnlyList<double> differences)
    {
        var order = differences.OrderBy(Math.Abs).ToList();
        var ranks = DoubledRanks(order);
        var positive = 0;
        for (var i = 0; i < order.Count; i++)
        {
            positive += order[i] > 0 ? ranks[i] : order[i] == 0 ? ranks[i] / 2 : 0;
        }

        var hasTies = order.Select(Math.Abs).Distinct().Count() < order.Count || order[0] == 0;
        return order.Count <= (hasTies ? MostExactWithTies : MostExact)
            ? Exact(order, ranks, positive)
            : Approximate(ranks, positive / 2.0);
    }

    /// <summary>The rank of each of some ordered differences, ties at the middle of theirs; doubled, so that it is a whole number.</summary>
    private static int[] DoubledRanks(List<double> order)
    {
        var ranks = new int[order.Count];
        for (var begin = 0; begin < order.Count;)
        {
            var end = begin + 1;
            while (end < order.Count && Math.Abs(order[end]) == Math.Abs(order[begin]))
            {
                end++;
            }

            Array.Fill(ranks, begin + 1 + end, begin, end - begin);
            begin = end;
        }

        return ranks;
    }

    // Counts the sign patterns by their sum of positive ranks; a difference of 0 gives half its rank whatever its sign.
    private static double Exact(List<double> order, int[] ranks, int positive)
    {
        var patterns = new double[ranks.Sum() + 1];
        patterns[order.Zip(ranks).Where(pair => pair.First == 0).Sum(pair => pair.Second / 2)] = 1;
        for (var i = order.FindIndex(difference => difference != 0); i >= 0 && i < order.Count; i++)
        {
            for (var sum = patterns.Length - 1; sum >= 0; sum--)
            {
                patterns[sum] = (patterns[sum] + (sum >= ranks[i] ? patterns[sum - ranks[i]] : 0)) / 2;
            }
        }

        return patterns.Skip(positive).Sum();
    }

    private static double Approximate(int[] ranks, double positive)
    {
        double n = ranks.Length;
        var ties = ranks.GroupBy(rank => rank).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var variance = ((n * (n + 1) * ((2 * n) + 1)) - (ties / 2)) / 24;
        return variance > 0 ? Normal.Cdf(-(positive - (n * (n + 1) / 4)) / Math.Sqrt(variance)) : 1;
    }
}

using System.Collections.Immutable;

namespace SweepCluster.Search.Ranking;

/// <summary>Ranks score vectors by non-domination (Deb et al. 2002): front 0 is dominated by nothing, front 1 by front 0 only, and so on.</summary>
internal static class NonDomination
{
    /// <summary>The front of each vector, counted from 0. A score that is not a number is worse than any other.</summary>
    public static int[] Fronts(IReadOnlyList<ImmutableArray<double>> scores)
    {
        var fronts = new int[scores.Count];

        // In lexicographic order nothing is dominated by a later vector, so one pass suffices.
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i], Comparer<ImmutableArray<double>>.Create(Compare)).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var dominates = fronts[order[j]] >= fronts[order[i]] && Dominates(scores[order[j]].AsSpan(), scores[order[i]].AsSpan());
                fronts[order[i]] = dominates ? fronts[order[j]] + 1 : fronts[order[i]];
            }
        }

        return fronts;
    }

    /// <summary>
    /// The front of each vector where some violate constraints: all that violate none first, then the others by how much they violate, one
    /// front for each amount (Deb et al. 2002, §VI).
    /// </summary>
    /// <param name="scores">The vectors.</param>
    /// <param name="violations">How much each violates: above 0 for a violation; NaN is worst.</param>
    public static int[] Fronts(IReadOnlyList<ImmutableArray<double>> scores, IReadOnlyList<double> violations)
    {
        var fronts = new int[scores.Count];
        var allowed = Enumerable.Range(0, scores.Count).Where(i => violations[i] <= 0).ToArray();
        var ranks = Fronts([.. allowed.Select(i => scores[i])]);
        for (var i = 0; i < allowed.Length; i++)
        {
            fronts[allowed[i]] = ranks[i];
        }

        var next = ranks.Length == 0 ? 0 : ranks.Max() + 1;
        var others = Enumerable.Range(0, scores.Count).Except(allowed).GroupBy(i => Worst(violations[i])).OrderBy(group => group.Key);
        foreach (var group in others)
        {
            foreach (var i in group)
            {
                fronts[i] = next;
            }

            next++;
        }

        return fronts;
    }

    /// <summary>True when the first vector is nowhere worse than the second and somewhere better.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var isBetter = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (Worst(a[i]) > Worst(b[i]))
            {
                return false;
            }

            isBetter |= Worst(a[i]) < Worst(b[i]);
        }

        return isBetter;
    }

    /// <summary>Compares vectors score by score; the first difference decides.</summary>
    public static int Compare(ImmutableArray<double> a, ImmutableArray<double> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var order = Worst(a[i]).CompareTo(Worst(b[i]));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static double Worst(double score) => double.IsNaN(score) ? double.PositiveInfinity : score;
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Ranks trials as the sweep itself does: completed ones by non-domination (Deb et al. 2002) and then by the objectives in their order,
/// then pruned ones, deeper first and then by the first objective. Others have no rank.
/// </summary>
internal static class TrialRanks
{
    /// <summary>Sets every row's rank.</summary>
    public static void Set(IReadOnlyList<TrialRow> rows, ImmutableArray<Objective> objectives)
    {
        var completed = rows.Where(row => row is { Status: TrialStatus.Completed, BestStep: not null }).ToList();
        var scores = completed.ConvertAll(row => Scores(row, objectives));
        var fronts = Fronts(scores);
        var order = Enumerable.Range(0, completed.Count).OrderBy(i => fronts[i]).ThenBy(i => scores[i], Lexicographic).Select(i => completed[i]);
        var pruned = rows.Where(row => row is { Status: TrialStatus.Pruned, BestStep: not null })
            .OrderByDescending(row => row.Step)
            .ThenBy(row => objectives[0].Score(row.Best!.Value));
        foreach (var row in rows)
        {
            row.Rank = null;
        }

        var rank = 1;
        foreach (var row in order.Concat(pruned))
        {
            row.Rank = rank++;
        }
    }

    /// <summary>The scores at a trial's best step, lower is better; positive infinity where there is no finite one.</summary>
    public static double[] Scores(TrialRow row, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select(objective => row.BestMetrics?[objective.Metric] is { } value && double.IsFinite(value)
            ? objective.Score(value)
            : double.PositiveInfinity)];

    /// <summary>The front of each vector, counted from 0: front 0 is dominated by nothing, front 1 by front 0 only, and so on.</summary>
    public static int[] Fronts(IReadOnlyList<double[]> scores)
    {
        var fronts = new int[scores.Count];
        if (scores.Count == 0 || scores[0].Length == 1)
        {
            return fronts;
        }

        // In lexicographic order nothing is dominated by a later vector. Those of one front that were seen are kept by front.
        var seen = new List<List<double[]>>();
        foreach (var i in Enumerable.Range(0, scores.Count).OrderBy(i => scores[i], Lexicographic))
        {
            var (low, high) = (0, seen.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = IsDominated(scores[i], seen[middle]) ? (middle + 1, high) : (low, middle);
            }

            if (low == seen.Count)
            {
                seen.Add([]);
            }

            seen[low].Add(scores[i]);
            fronts[i] = low;
        }

        return fronts;
    }

    private static Comparer<double[]> Lexicographic { get; } = Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    // With two objectives the second falls along a front, so the vector seen last is the one that can dominate.
    private static bool IsDominated(double[] vector, List<double[]> front) => vector.Length == 2
        ? Dominates(front[^1], vector)
        : front.Exists(other => Dominates(other, vector));

    private static bool Dominates(double[] a, double[] b)
    {
        var isBetter = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] > b[i])
            {
                return false;
            }

            isBetter |= a[i] < b[i];
        }

        return isBetter;
    }
}

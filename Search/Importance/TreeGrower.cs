namespace SweepCluster.Search.Importance;

/// <summary>
/// Grows a regression tree (Breiman et al. 1984): each split is the one that leaves the least sum of squares. Categories are ordered by
/// their mean score first, which finds the best of all divisions in two.
/// </summary>
/// <param name="axes">The axes.</param>
/// <param name="points">Coordinates by sample and axis.</param>
/// <param name="scores">The samples' scores.</param>
/// <param name="leastInLeaf">How many samples a leaf has at least; at least 1.</param>
internal sealed class TreeGrower(IReadOnlyList<Axis> axes, double[][] points, double[] scores, int leastInLeaf)
{
    private const int MostLevels = 64;

    /// <summary>Grows a tree on some samples, which may be named more than once.</summary>
    public TreeNode Grow(int[] samples) => Grow(samples, 0);

    private TreeNode Grow(int[] samples, int level)
    {
        var best = level < MostLevels
            ? Enumerable.Range(0, axes.Count).Select(axis => BestOn(axis, samples)).OfType<Cut>().MinBy(cut => cut.Rest)
            : null;
        if (best is null)
        {
            return new TreeLeaf(samples.Average(sample => scores[sample]));
        }

        var left = Grow(best.Sorted[..best.Count], level + 1);
        var right = Grow(best.Sorted[best.Count..], level + 1);
        var (before, after) = (points[best.Sorted[best.Count - 1]][best.Axis], points[best.Sorted[best.Count]][best.Axis]);
        return axes[best.Axis].Categories is { Count: var categories }
            ? new CategorySplit(best.Axis, LeftOf(best, categories), left, right)
            : new NumberSplit(best.Axis, (before + after) / 2, left, right);
    }

    // Categories that no sample here has may go either way.
    private bool[] LeftOf(Cut cut, int categories)
    {
        var isLeft = new bool[categories];
        foreach (var sample in cut.Sorted.AsSpan(0, cut.Count))
        {
            isLeft[(int)points[sample][cut.Axis]] = true;
        }

        return isLeft;
    }

    /// <summary>The cut along an axis that leaves the least sum of squares; null when none leaves less than there is.</summary>
    private Cut? BestOn(int axis, int[] samples)
    {
        var sorted = samples.ToArray();
        var keys = Keys(axis, samples);
        Array.Sort(keys, sorted);
        var (sum, squares) = (samples.Sum(sample => scores[sample]), samples.Sum(sample => scores[sample] * scores[sample]));
        var (left, best, least) = (0.0, 0, squares - (sum * sum / samples.Length));
        least -= 1e-12 * Math.Max(1, squares);
        for (var i = 1; i < sorted.Length; i++)
        {
            left += scores[sorted[i - 1]];
            if (i < leastInLeaf || sorted.Length - i < leastInLeaf || points[sorted[i]][axis] == points[sorted[i - 1]][axis])
            {
                continue;
            }

            var rest = squares - (left * left / i) - ((sum - left) * (sum - left) / (sorted.Length - i));
            (best, least) = rest < least ? (i, rest) : (best, least);
        }

        return best == 0 ? null : new Cut(axis, sorted, best, least);
    }

    private (double Order, double Coordinate)[] Keys(int axis, int[] samples)
    {
        if (axes[axis].Categories is null)
        {
            return [.. samples.Select(sample => (points[sample][axis], 0.0))];
        }

        var means = samples.GroupBy(sample => points[sample][axis]).ToDictionary(group => group.Key, group => group.Average(sample => scores[sample]));
        return [.. samples.Select(sample => (means[points[sample][axis]], points[sample][axis]))];
    }

    private sealed record Cut(int Axis, int[] Sorted, int Count, double Rest);
}

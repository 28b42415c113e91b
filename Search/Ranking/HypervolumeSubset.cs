namespace SweepCluster.Search.Ranking;

/// <summary>
/// Chooses the points whose common hypervolume is great: one after another, always the one that adds most (Guerreiro, Fonseca and Paquete
/// 2016), which reaches at least 1 - 1/e of the best choice. What a point adds never grows (submodularity), so old sums are upper bounds.
/// </summary>
internal static class HypervolumeSubset
{
    /// <summary>The chosen points' places, in the order of choice; ties by place. With an infinite reference, the first ones.</summary>
    /// <param name="points">The points.</param>
    /// <param name="count">How many are wanted; all when there are no more.</param>
    /// <param name="reference">The worst point that counts.</param>
    public static IReadOnlyList<int> Choose(IReadOnlyList<IReadOnlyList<double>> points, int count, IReadOnlyList<double> reference)
    {
        count = Math.Min(count, points.Count);
        if (reference.Any(score => !double.IsFinite(score)))
        {
            return [.. Enumerable.Range(0, count)];
        }

        var chosen = new List<int>(count);
        var bounds = points.Select(point => Hypervolume.Of([point], reference)).ToArray();
        while (chosen.Count < count)
        {
            var next = Next(points, bounds, chosen, reference);
            chosen.Add(next);
            bounds[next] = double.NegativeInfinity;
        }

        return chosen;
    }

    private static int Next(
        IReadOnlyList<IReadOnlyList<double>> points, double[] bounds, List<int> chosen, IReadOnlyList<double> reference)
    {
        var (best, greatest) = (-1, double.NegativeInfinity);
        foreach (var i in Enumerable.Range(0, bounds.Length).Where(i => bounds[i] >= 0).OrderByDescending(i => bounds[i]))
        {
            if (bounds[i] < greatest)
            {
                break;
            }

            bounds[i] = Added(points[i], [.. chosen.Select(place => points[place])], reference);
            if (bounds[i] > greatest || (bounds[i].Equals(greatest) && i < best))
            {
                (best, greatest) = (i, bounds[i]);
            }
        }

        return best;
    }

    // Rounding may leave less than nothing of a point that adds nothing.
    private static double Added(IReadOnlyList<double> point, IReadOnlyList<IReadOnlyList<double>> chosen, IReadOnlyList<double> reference)
    {
        var isInside = Enumerable.Range(0, reference.Count).All(i => point[i] < reference[i]);
        return isInside ? Math.Max(0, Hypervolume.Contribution(point, Inside(chosen, reference), reference)) : 0;
    }

    private static IEnumerable<IReadOnlyList<double>> Inside(IEnumerable<IReadOnlyList<double>> points, IReadOnlyList<double> reference) =>
        points.Where(point => Enumerable.Range(0, reference.Count).All(i => point[i] < reference[i]));
}

namespace SweepCluster.Search.Ranking;

/// <summary>
/// The volume that points dominate up to a reference point, lower being better: exact, by the algorithm of While, Bradstreet and Barone
/// 2012, "A fast way of calculating exact hypervolumes" (WFG). Meant for up to four objectives; right, but slow, for more.
/// </summary>
internal static class Hypervolume
{
    /// <summary>The volume. Points that are worse than the reference in an objective add nothing.</summary>
    /// <param name="points">The points, all of the reference's length.</param>
    /// <param name="reference">The worst point that counts; where it or a point is infinite, so is the volume, as in Optuna.</param>
    public static double Of(IEnumerable<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        var inside = points.Where(point => Enumerable.Range(0, reference.Count).All(i => point[i] <= reference[i])).ToList();
        var isInfinite = inside.Exists(point => reference.Concat(point).Any(double.IsInfinity));
        return isInfinite ? double.PositiveInfinity : Sum(Front(inside), reference);
    }

    /// <summary>What a point adds to the volume of others.</summary>
    public static double Contribution(
        IReadOnlyList<double> point, IEnumerable<IReadOnlyList<double>> others, IReadOnlyList<double> reference)
    {
        var limited = others.Select(other => (IReadOnlyList<double>)[.. other.Select((score, i) => Math.Max(score, point[i]))]);
        return Box(point, reference) - Sum(Front(limited), reference);
    }

    private static double Sum(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        if (reference.Count == 2)
        {
            return Area(front, reference);
        }

        // The worst in the last objective first, so that the others limited to a point are soon dominated there.
        front.Sort((a, b) => b[^1].CompareTo(a[^1]));
        return front.Select((point, i) => Contribution(point, front.Skip(i + 1), reference)).Sum();
    }

    private static double Area(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        var (area, height) = (0.0, reference[1]);
        foreach (var point in front.OrderBy(point => point[0]).ThenBy(point => point[1]))
        {
            if (point[1] < height)
            {
                area += (reference[0] - point[0]) * (height - point[1]);
                height = point[1];
            }
        }

        return area;
    }

    private static double Box(IReadOnlyList<double> point, IReadOnlyList<double> reference) =>
        point.Select((score, i) => reference[i] - score).Aggregate(1.0, (volume, side) => volume * side);

    /// <summary>The points that no other weakly dominates, each once.</summary>
    private static List<IReadOnlyList<double>> Front(IEnumerable<IReadOnlyList<double>> points)
    {
        var front = new List<IReadOnlyList<double>>();
        foreach (var point in points)
        {
            if (!front.Exists(other => IsNoWorse(other, point)))
            {
                front.RemoveAll(other => IsNoWorse(point, other));
                front.Add(point);
            }
        }

        return front;
    }

    private static bool IsNoWorse(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (a[i] > b[i])
            {
                return false;
            }
        }

        return true;
    }
}

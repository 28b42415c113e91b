namespace SweepCluster.Search.Ranking;

/// <summary>
/// The crowding distance of NSGA-II (Deb et al. 2002, §III-B): per objective the gap between a point's neighbours, as a share of the range
/// of finite scores. The ends of every objective are infinitely far apart; an objective in which all are equal counts for nothing.
/// </summary>
internal static class Crowding
{
    /// <summary>The distance of each point, greater where it has more room. A score that is not a number counts as infinite.</summary>
    public static double[] Distances(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var distances = new double[points.Count];
        var order = Enumerable.Range(0, points.Count).ToArray();
        for (var objective = 0; points.Count > 0 && objective < points[0].Count; objective++)
        {
            // Sorted on from the order of the objective before, which decides between equals.
            var column = points.Select(point => double.IsNaN(point[objective]) ? double.PositiveInfinity : point[objective]).ToArray();
            order = [.. order.OrderBy(i => column[i])];
            Add(distances, order, column);
        }

        return distances;
    }

    private static void Add(double[] distances, int[] order, double[] column)
    {
        if (column[order[0]].Equals(column[order[^1]]))
        {
            return;
        }

        var finite = column.Where(double.IsFinite).ToList();
        var width = finite.Count > 0 && finite.Max() > finite.Min() ? finite.Max() - finite.Min() : 1;
        for (var place = 0; place < order.Length; place++)
        {
            var below = place == 0 ? double.NegativeInfinity : column[order[place - 1]];
            var above = place == order.Length - 1 ? double.PositiveInfinity : column[order[place + 1]];
            distances[order[place]] += below.Equals(above) ? 0 : (above - below) / width;
        }
    }
}

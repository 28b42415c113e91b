namespace SweepCluster.Search.Ranking;

/// <summary>
/// The knee of a Pareto front (Das 1999, "On characterizing the 'knee' of the Pareto curve"): with each objective scaled to the front's own
/// range, the point furthest below the plane through the objectives' ends. There, improving one objective costs most of the others.
/// </summary>
internal static class KneePoint
{
    /// <summary>The knee's place; ties by place; null when no point is finite.</summary>
    /// <param name="front">Points none of which dominates another; lower is better.</param>
    public static int? Of(IReadOnlyList<IReadOnlyList<double>> front)
    {
        var finite = Enumerable.Range(0, front.Count).Where(i => front[i].All(double.IsFinite)).ToList();
        return finite.Count == 0 ? null : finite.MinBy(i => Enumerable.Range(0, front[i].Count).Sum(objective =>
        {
            var column = finite.Select(place => front[place][objective]).ToList();
            var width = column.Max() - column.Min();
            return width > 0 ? (front[i][objective] - column.Min()) / width : 0;
        }));
    }
}

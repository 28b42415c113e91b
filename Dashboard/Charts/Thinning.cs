namespace SweepCluster.Dashboard.Charts;

/// <summary>Chooses points of a long curve so that it looks the same: the least and the greatest of each piece stay.</summary>
internal static class Thinning
{
    /// <summary>The places of the points to keep, rising; first and last among them. All when there are not more than the most.</summary>
    public static List<int> Keep(IReadOnlyList<double> values, int most)
    {
        if (values.Count <= most)
        {
            return [.. Enumerable.Range(0, values.Count)];
        }

        var pieces = (most - 2) / 2;
        var kept = new SortedSet<int> { 0, values.Count - 1 };
        for (var piece = 0; piece < pieces; piece++)
        {
            var places = Enumerable.Range(0, values.Count)
                .Take((int)((long)values.Count * piece / pieces)..(int)((long)values.Count * (piece + 1) / pieces))
                .Where(i => double.IsFinite(values[i]))
                .ToList();
            if (places.Count > 0)
            {
                kept.Add(places.MinBy(i => values[i]));
                kept.Add(places.MaxBy(i => values[i]));
            }
        }

        return [.. kept];
    }
}

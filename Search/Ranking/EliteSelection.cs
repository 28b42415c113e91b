using System.Collections.Immutable;

namespace SweepCluster.Search.Ranking;

/// <summary>NSGA-II's choice of survivors (Deb et al. 2002, §III-C): whole fronts while they fit, then the least crowded of the next.</summary>
internal static class EliteSelection
{
    /// <summary>The survivors' places: by front, then the last front's least crowded first; ties by place.</summary>
    /// <param name="scores">The scores of all candidates.</param>
    /// <param name="count">How many survive at most.</param>
    public static IReadOnlyList<int> Choose(IReadOnlyList<ImmutableArray<double>> scores, int count)
    {
        var ranks = NonDomination.Fronts(scores);
        var chosen = new List<int>();
        foreach (var front in Enumerable.Range(0, scores.Count).GroupBy(i => ranks[i]).OrderBy(front => front.Key))
        {
            var members = front.ToList();
            if (members.Count > count - chosen.Count)
            {
                var distances = Crowding.Distances([.. members.Select(i => (IReadOnlyList<double>)scores[i])]);
                members = [.. Enumerable.Range(0, members.Count).OrderByDescending(i => distances[i]).Select(i => members[i])];
            }

            chosen.AddRange(members.Take(count - chosen.Count));
        }

        return chosen;
    }
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Ranking;

/// <summary>
/// The most promising of results with several objectives, as multi-objective TPE takes them (Ozaki et al. 2020): whole fronts while they
/// fit, then of the next front those that add most hypervolume together, one after the other. After the completed trials come the others
/// by promise.
/// </summary>
internal static class ParetoSelection
{
    /// <summary>What stands for a worst score of 0, past which a reference must lie.</summary>
    private const double Tiny = 1e-12;

    /// <summary>Chooses among results.</summary>
    /// <param name="ordered">The results by <see cref="PromiseOrder"/>.</param>
    /// <param name="count">How many are wanted at most.</param>
    public static IReadOnlyList<TrialResult> Choose(IReadOnlyList<TrialResult> ordered, int count)
    {
        var ranked = ordered.TakeWhile(result => result.Status == TrialStatus.Completed && !double.IsNaN(result.Scores[0])).ToList();
        var fronts = NonDomination.Fronts([.. ranked.Select(result => result.Scores)]);
        var chosen = new List<TrialResult>();
        foreach (var front in Enumerable.Range(0, ranked.Count).GroupBy(i => fronts[i]).OrderBy(front => front.Key))
        {
            ImmutableArray<TrialResult> members = [.. front.Select(i => ranked[i])];
            chosen.AddRange(members.Length <= count - chosen.Count ? members : Spread(members, count - chosen.Count));
            if (chosen.Count == count)
            {
                break;
            }
        }

        return [.. chosen, .. ordered.Skip(ranked.Count).Take(count - chosen.Count)];
    }

    private static IEnumerable<TrialResult> Spread(ImmutableArray<TrialResult> front, int count)
    {
        var reference = Enumerable.Range(0, front[0].Scores.Length).Select(objective => Reference(front.Max(result => result.Scores[objective])));
        return HypervolumeSubset.Choose([.. front.Select(result => result.Scores)], count, [.. reference]).Select(place => front[place]);
    }

    /// <summary>A tenth past the worst score.</summary>
    private static double Reference(double worst) => worst.Equals(0) ? Tiny : Math.Max(1.1 * worst, 0.9 * worst);
}

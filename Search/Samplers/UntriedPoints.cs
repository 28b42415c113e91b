using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>The points of a finite space that no trial has had, in an order of the trial's own.</summary>
internal static class UntriedPoints
{
    /// <summary>The points, found one at a time; empty when the space is exhausted or infinite.</summary>
    public static IEnumerable<ParameterSet> Of(SearchHistory history, TrialRandom random)
    {
        if (history.IsExhausted || history.Space.PointCount is not { } count)
        {
            yield break;
        }

        var order = new IndexPermutation(count, random.Stream(DrawPurpose.Order).NextBits());
        for (var place = 0L; place < count; place++)
        {
            var point = history.Space.PointAt(order[place]);
            if (!history.WasTried(point))
            {
                yield return point;
            }
        }
    }
}

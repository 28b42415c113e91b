using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Every point of a finite space once, in a shuffled order that is never written down.</summary>
internal sealed class GridSampler : ISampler
{
    private readonly IndexPermutation _order;
    private readonly long _count;
    private readonly int _firstPoints;

    /// <param name="space">The space.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="firstPoints">How many trials before the grid's own have distinct points given by the user.</param>
    /// <exception cref="ArgumentException">The space is not finite.</exception>
    public GridSampler(SearchSpace space, long seed, int firstPoints)
    {
        _count = space.PointCount ?? throw new ArgumentException(space.FirstContinuous is { } name
            ? $"Method grid needs countable values, but '{name}' is continuous; give it q or a list of values, or choose random or tpe."
            : "Method grid can number at most 2^62 points, and the space has more; make it smaller, or choose random or tpe.");
        _firstPoints = firstPoints;
        _order = new IndexPermutation(_count, unchecked((ulong)seed));
    }

    /// <inheritdoc/>
    public string Name => "grid";

    /// <inheritdoc/>
    public Suggestion? Suggest(SearchHistory history, TrialRandom random)
    {
        // All tried points but the user's are the grid's own, so this many places of the order are surely done.
        for (long place = Math.Max(0, history.TriedCount - _firstPoints); place < _count; place++)
        {
            var point = history.Space.PointAt(_order[place]);
            if (!history.WasTried(point))
            {
                return new Suggestion(point, $"grid: point {history.TriedCount + 1} of {_count}");
            }
        }

        return null;
    }
}

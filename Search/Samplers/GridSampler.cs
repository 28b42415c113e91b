using System.Collections.Immutable;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Every point of a finite space once, in a shuffled order that is never written down.</summary>
internal sealed class GridSampler : ISampler
{
    private readonly IndexPermutation _order;
    private readonly long _count;
    private readonly ImmutableHashSet<ParameterSet> _firstPoints;
    private (SearchHistory? History, long Place) _done;

    /// <param name="space">The space.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="firstPoints">The points given by the user, which trials before the grid's own have.</param>
    /// <exception cref="ArgumentException">The space is not finite.</exception>
    public GridSampler(SearchSpace space, long seed, ImmutableHashSet<ParameterSet> firstPoints)
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
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        for (var place = DoneIn(history); place < _count; place++)
        {
            var point = history.Space.PointAt(_order[place]);
            if (!history.WasTried(point))
            {
                yield return new Suggestion(point, $"grid: point {history.TriedCount + 1} of {_count}");
            }
            else if (!_firstPoints.Contains(point))
            {
                // Only to save time: the grid itself once chose this point, so whatever lies before it was tried or is forbidden for good.
                _done = (history, place + 1);
            }
        }
    }

    private long DoneIn(SearchHistory history) => ReferenceEquals(_done.History, history) ? _done.Place : 0;
}

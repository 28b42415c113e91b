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
    private (SearchHistory? History, long Place, int Found) _walked;

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
        for (var place = FirstOpen(history); place < _count; place++)
        {
            var point = history.Space.PointAt(_order[place]);
            if (!history.WasTried(point))
            {
                yield return new Suggestion(point, $"grid: point {history.TriedCount + 1} of {_count}");
            }
        }
    }

    /// <summary>
    /// The place after the last point that the grid itself chose: what lies before it was tried, or is forbidden for good. The walk there
    /// goes on from where the last one ended, which saves time and changes nothing.
    /// </summary>
    private long FirstOpen(SearchHistory history)
    {
        var (place, found) = ReferenceEquals(_walked.History, history) ? (_walked.Place, _walked.Found) : (0L, 0);
        for (var own = history.TriedCount - _firstPoints.Count(history.WasTried); found < own && place < _count; place++)
        {
            var point = history.Space.PointAt(_order[place]);
            found += history.WasTried(point) && !_firstPoints.Contains(point) ? 1 : 0;
        }

        _walked = (history, place, found);
        return place;
    }
}

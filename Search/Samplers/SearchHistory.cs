using SweepCluster.Contracts.Values;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// What samplers know about a sweep's trials, kept up to date one trial at a time so that a question costs little. The engine writes
/// it while it applies events; samplers only read.
/// </summary>
internal sealed class SearchHistory(SearchSpace space)
{
    private readonly HashSet<ParameterSet> _tried = [];
    private readonly SortedSet<TrialResult> _results = new(PromiseOrder.Instance);
    private readonly Column[] _columns = [.. space.Dimensions.Select(_ => new Column())];

    /// <summary>The space that trials are points of.</summary>
    public SearchSpace Space => space;

    /// <summary>How many trials were suggested, whatever became of them.</summary>
    public int TrialCount { get; private set; }

    /// <summary>How many trials were completed or pruned.</summary>
    public int ResultCount => _results.Count;

    /// <summary>How many trials were completed, pruned or failed.</summary>
    public int FinishedCount { get; private set; }

    /// <summary>How many distinct points were suggested.</summary>
    public int TriedCount => _tried.Count;

    /// <summary>True when the space is finite and every point of it was suggested.</summary>
    public bool IsExhausted => TriedCount >= space.PointCount;

    /// <summary>The coordinates in one parameter.</summary>
    public Column ColumnOf(Dimension dimension) => _columns[dimension.Position];

    /// <summary>True when the point was suggested before.</summary>
    public bool WasTried(ParameterSet point) => _tried.Contains(point);

    /// <summary>True when suggesting the point would repeat one although others are left, which no sampler may do.</summary>
    public bool WouldRepeat(ParameterSet point) => space.PointCount is not null && WasTried(point);

    /// <summary>Takes a suggested trial in; it counts as running until <see cref="Finish"/>.</summary>
    public void Add(ParameterSet parameters)
    {
        _tried.Add(parameters);
        var coordinates = space.Encode(parameters);
        for (var position = 0; position < coordinates.Length; position++)
        {
            if (coordinates[position] is { } coordinate)
            {
                _columns[position].Add(TrialCount, coordinate);
            }
        }

        TrialCount++;
    }

    /// <summary>Takes in how a trial ended.</summary>
    public void Finish(TrialResult result)
    {
        FinishedCount++;
        if (result.IsResult)
        {
            _results.Add(result);
        }
    }

    /// <summary>The most promising results, by <see cref="PromiseOrder"/>; with several objectives, by non-domination first.</summary>
    /// <param name="count">How many are wanted at most.</param>
    public IReadOnlyList<TrialResult> MostPromising(int count)
    {
        var isSingle = _results.Count == 0 || _results.Min!.Scores.Length == 1;
        return [.. (isSingle ? _results : NonDomination.Order(_results)).Take(count)];
    }
}

using SweepCluster.Contracts.Constraints;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// What samplers know about a sweep's trials, kept up to date one trial at a time so that a question costs little. The engine writes
/// it while it applies events; samplers only read.
/// </summary>
/// <param name="space">The space that trials are points of.</param>
/// <param name="check">What forbids points; null when none is forbidden.</param>
internal sealed class SearchHistory(SearchSpace space, NetCheck? check = null)
{
    /// <summary>A space of more points is not gone through to see how many are allowed.</summary>
    private const long MostCensused = 20_000;

    private readonly HashSet<ParameterSet> _tried = [];
    private readonly List<HistoryEntry> _journal = [];
    private readonly List<ParameterSet> _points = [];
    private readonly GrowingOrder<TrialResult> _results = new(PromiseOrder.Instance);
    private readonly Dictionary<int, TrialResult> _interim = [];
    private readonly Lazy<NetCensus?> _census = new(() => TakeCensus(space, check), LazyThreadSafetyMode.None);
    private int _allowedTriedCount;
    private int _revisions;

    /// <summary>The space that trials are points of.</summary>
    public SearchSpace Space => space;

    /// <summary>How many trials were suggested, whatever became of them.</summary>
    public int TrialCount => _points.Count;

    /// <summary>How many trials were completed or pruned.</summary>
    public int ResultCount => _results.Count;

    /// <summary>How many trials were completed, pruned or failed.</summary>
    public int FinishedCount { get; private set; }

    /// <summary>How many distinct points were suggested.</summary>
    public int TriedCount => _tried.Count;

    /// <summary>All points of a small finite space by what forbids them; null for other spaces, and where nothing is forbidden.</summary>
    public NetCensus? Census => _census.Value;

    /// <summary>True when the space is finite and every point of it that is known to be allowed was suggested.</summary>
    public bool IsExhausted => TriedCount >= space.PointCount || _allowedTriedCount >= Census?.AllowedCount;

    /// <summary>What forbids a point; null when nothing does.</summary>
    public NetViolation? Violation(ParameterSet point) => check?.Violation(point);

    /// <summary>All that was taken in, in that order.</summary>
    public IReadOnlyList<HistoryEntry> Journal => _journal;

    /// <summary>Grows with everything that is taken in.</summary>
    public int Version => TrialCount + FinishedCount + _revisions;

    /// <summary>The point that a trial was given.</summary>
    public ParameterSet PointOf(int trial) => _points[trial];

    /// <summary>True when the point was suggested before.</summary>
    public bool WasTried(ParameterSet point) => _tried.Contains(point);

    /// <summary>True when suggesting the point would repeat one although others are left, which no sampler may do.</summary>
    public bool WouldRepeat(ParameterSet point) => space.PointCount is not null && WasTried(point);

    /// <summary>Takes a suggested trial in; it counts as running until <see cref="Finish"/>.</summary>
    public void Add(ParameterSet parameters)
    {
        if (_tried.Add(parameters) && space.PointCount is not null && Violation(parameters) is null)
        {
            _allowedTriedCount++;
        }

        _journal.Add(new HistoryEntry(TrialCount, parameters, null));
        _points.Add(parameters);
    }

    /// <summary>Takes in how a running trial stands at a rung.</summary>
    public void Reach(int trial, RungScore score)
    {
        _revisions++;
        _journal.Add(new HistoryEntry(trial, null, null, score));
    }

    /// <summary>
    /// Takes in how far a trial came that waits to be promoted, as if it had been pruned there; most such trials never go on. A later result
    /// takes the place of this one.
    /// </summary>
    public void Hold(TrialResult result)
    {
        Finish(result);
        _interim[result.Number] = result;
    }

    /// <summary>Takes in how a trial ended.</summary>
    public void Finish(TrialResult result)
    {
        if (_interim.Remove(result.Number, out var former))
        {
            _results.Remove(former);
            _revisions++;
        }
        else
        {
            FinishedCount++;
        }

        _journal.Add(new HistoryEntry(result.Number, null, result));
        if (result.IsResult)
        {
            _results.Add(result);
        }
    }

    /// <summary>
    /// Takes in the result of a trial that was taken in as failed before. It counts as a result from now on; the journal, by which samplers
    /// that breed generations have gone on already, stays as it is.
    /// </summary>
    public void Amend(TrialResult result)
    {
        _revisions++;
        if (_interim.Remove(result.Number, out var former))
        {
            _results.Remove(former);
        }

        _results.Add(result);
    }

    /// <summary>
    /// The most promising results, by <see cref="PromiseOrder"/>; with several objectives, as <see cref="ParetoSelection"/> chooses them.
    /// </summary>
    /// <param name="count">How many are wanted at most.</param>
    /// <param name="isWanted">Tells by its number whether a trial may be among them; null when all may.</param>
    public IReadOnlyList<TrialResult> MostPromising(int count, Func<int, bool>? isWanted = null)
    {
        var results = _results.Sorted;
        var isSingle = results.Count == 0 || results[0].Scores.Length == 1;
        var wanted = isWanted is null ? results : results.Where(result => isWanted(result.Number));
        return isSingle ? [.. wanted.Take(count)] : ParetoSelection.Choose([.. wanted], count);
    }

    private static NetCensus? TakeCensus(SearchSpace space, NetCheck? check)
    {
        if (check is null || space.PointCount is not { } count || count > MostCensused)
        {
            return null;
        }

        var census = new NetCensus();
        for (var index = 0L; index < count; index++)
        {
            census.Add(check.Violation(space.PointAt(index)));
        }

        return census;
    }
}

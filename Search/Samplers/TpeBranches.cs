using System.Collections.Immutable;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// A conditional space's branches: one for each way to choose where choices decide which other parameters there are, such as the
/// architecture of a net. Trials of different branches say little about each other, so each branch has a model of its own, and which one
/// comes next is a question of its own: taken together, the branch that had luck first would get nearly all trials.
/// </summary>
internal sealed class TpeBranches
{
    /// <summary>A space with more branches is searched as one, for none would have trials enough.</summary>
    private const int MostBranches = 64;

    /// <summary>How much a branch's lack of trials speaks for it.</summary>
    private const double Curiosity = 3;

    private readonly SearchSpace _space;
    private readonly ImmutableArray<Dimension> _switches;
    private readonly ImmutableArray<TpeBranch> _branches;
    private readonly List<TpeBranch> _branchOf = [];
    private readonly Dictionary<int, TrialResult> _results = [];
    private readonly GrowingOrder<(double Score, int Trial)> _scores = new(Comparer<(double Score, int Trial)>.Default);

    /// <param name="space">The space.</param>
    /// <param name="isDivided">False to take the space as one branch, whatever it is like.</param>
    public TpeBranches(SearchSpace space, bool isDivided)
    {
        _space = space;
        _switches = isDivided ? SwitchesOf(space) : [];
        ImmutableArray<double> free = [.. Enumerable.Repeat(double.NaN, space.Dimensions.Length)];
        _branches = [.. _switches.Aggregate((IEnumerable<ImmutableArray<double>>)[free], Divide).Select(given => new TpeBranch(space, given))];
    }

    /// <summary>True when the space has more than one branch.</summary>
    public bool IsDivided => _branches.Length > 1;

    /// <summary>Takes in something that happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } point)
        {
            var branch = BranchOf(point);
            _branchOf.Add(branch);
            branch.Model.Add(entry.Trial, TpeModel.CoordinatesOf(_space, point));
        }
        else if (entry.Result is { } result)
        {
            // A trial that was held has a result already, in whose place comes the new one.
            if (_results.Remove(entry.Trial, out var former) && IsRanked(former))
            {
                _scores.Remove((former.Scores[0], entry.Trial));
            }

            _results.Add(entry.Trial, result);
            _branchOf[entry.Trial].Finish(result, former);
            if (IsRanked(result))
            {
                _scores.Add((result.Scores[0], entry.Trial));
            }
        }
    }

    /// <summary>True when the parameter is decided by the branch.</summary>
    public bool Decides(Dimension dimension) => _switches.Contains(dimension);

    /// <summary>
    /// The branch to try next: one that was never tried; else the one whose best score stands out most among all scores, with a bonus that
    /// falls with the square of its trials, as fits a search for the greatest of rare rewards (MaxUCB, Balef et al. 2025).
    /// </summary>
    public TpeBranch Choose() => _branches.MaxBy(Merit)!;

    private double Merit(TpeBranch branch)
    {
        if (branch.Model.Count == 0)
        {
            return double.PositiveInfinity;
        }

        var bonus = Curiosity * Math.Log(_branchOf.Count + 1) / branch.Model.Count;
        return StandOut(branch) + (bonus * bonus);
    }

    /// <summary>How far a branch's best score is on the way from the median of all scores, 0, to the best of them, 1.</summary>
    private double StandOut(TpeBranch branch)
    {
        var scores = _scores.Sorted;
        if (scores.Count == 0 || double.IsInfinity(branch.BestScore))
        {
            return 0;
        }

        var (best, median) = (scores[0].Score, scores[scores.Count / 2].Score);
        return median > best ? Math.Max(0, (median - branch.BestScore) / (median - best)) : 0;
    }

    private static bool IsRanked(TrialResult result) => result.IsResult && double.IsFinite(result.Scores[0]);

    private TpeBranch BranchOf(ParameterSet point)
    {
        var index = 0L;
        foreach (var dimension in _switches)
        {
            index = (index * dimension.Domain.Levels!.Value) + dimension.Domain.LevelOf(point[dimension.Name]!.Value);
        }

        return _branches[(int)index];
    }

    private static ImmutableArray<Dimension> SwitchesOf(SearchSpace space)
    {
        ImmutableArray<Dimension> switches =
        [
            .. space.Dimensions.Where(dimension =>
                dimension is { IsParent: true, When.IsEmpty: true, Domain: ChoiceDomain { IsSingle: false } }),
        ];
        return switches.Aggregate(1.0, (branches, dimension) => branches * dimension.Domain.Levels!.Value) <= MostBranches ? switches : [];
    }

    private static IEnumerable<ImmutableArray<double>> Divide(IEnumerable<ImmutableArray<double>> branches, Dimension dimension) =>
        from given in branches
        from level in Enumerable.Range(0, (int)dimension.Domain.Levels!.Value)
        select given.SetItem(dimension.Position, dimension.Domain.Encode(dimension.Domain.ValueAt(level)));
}

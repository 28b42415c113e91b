using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// The populations of DEHB (Awad et al. 2021), one for each rung and one for completed trials. Each trial is meant for one of them, by the
/// brackets of Hyperband. A child of a population has its own member for a target and the best of the population below for parents; of the
/// lowest, its own members. Where a trial comes to a rung, it competes: in the population that it was meant for with its target, further up
/// with the worst.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="size">How many members each has, at least 4.</param>
/// <param name="rungs">How many rungs there are.</param>
/// <param name="rungOf">Which population a trial is meant for, by its number.</param>
internal sealed class DehbPopulations(SearchSpace space, int size, int rungs, Func<int, int> rungOf)
{
    /// <summary>One in so many of the population below is a parent, as many as successive halving would promote (η).</summary>
    private const int ReductionFactor = 3;

    private const int LeastParents = 4;

    private readonly List<Member>[] _members = [.. Enumerable.Range(0, rungs + 1).Select(_ => new List<Member>())];
    private readonly List<ParameterSet> _points = [];

    /// <summary>True when the lowest population has all its members, so that children can be made.</summary>
    public bool IsComplete => _members[0].Count == size;

    /// <summary>A child for a trial.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="random">Its random numbers.</param>
    /// <param name="round">Which of its draws.</param>
    public ParameterSet Draw(int trial, TrialRandom random, int round)
    {
        var rung = rungOf(trial);
        var parents = Parents(rung);
        var target = _members[rung].Count > 0 ? _members[rung][trial % _members[rung].Count] : parents[0];
        double[][] others = [.. parents.Where(parent => parent.Trial != target.Trial).Select(parent => parent.Coordinates)];
        var child = DifferentialEvolution.Child(target.Coordinates, others, random.Stream(DrawPurpose.Model, round));
        return space.Choose(dimension => dimension.Domain.Decode(child[dimension.Position]));
    }

    /// <summary>Takes in what happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } point)
        {
            _points.Add(point);
        }
        else if (entry.Reached is { } reached)
        {
            Compete(reached.Rung, entry.Trial, reached.Score);
        }
        else if (entry.Result is { Status: TrialStatus.Completed } result)
        {
            Compete(rungs, entry.Trial, result.Scores[0]);
        }
    }

    private void Compete(int rung, int trial, double score)
    {
        var members = _members[rung];
        if (!double.IsFinite(score))
        {
            return;
        }

        if (members.Count < size)
        {
            members.Add(new Member(trial, Coordinates(trial, null), score));
            return;
        }

        var place = rung == rungOf(trial) ? trial % size : members.IndexOf(members.MaxBy(member => member.Score)!);
        if (score <= members[place].Score)
        {
            members[place] = new Member(trial, Coordinates(trial, members[place].Coordinates), score);
        }
    }

    // Too few are filled up from all populations, those further up first (the paper's global population).
    private List<Member> Parents(int rung)
    {
        var pool = rung == 0
            ? _members[0]
            : [.. _members[rung - 1].OrderBy(member => member.Score).ThenBy(member => member.Trial).Take(Math.Max(LeastParents, size / ReductionFactor))];
        return pool.Count >= LeastParents ? pool : [.. pool.Concat(_members.Reverse().SelectMany(all => all)).DistinctBy(member => member.Trial)];
    }

    // An inactive parameter keeps what the member had, or the middle.
    private double[] Coordinates(int trial, double[]? former) =>
        [.. space.Encode(_points[trial]).Select((coordinate, i) => coordinate ?? former?[i] ?? 0.5)];

    private sealed record Member(int Trial, double[] Coordinates, double Score);
}

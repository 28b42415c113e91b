using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Ranking;

/// <summary>The completed trials that no other dominates, kept up to date one trial at a time.</summary>
/// <param name="objectives">The objectives.</param>
internal sealed class ParetoArchive(ImmutableArray<Objective> objectives)
{
    /// <summary>Of so many points the volume of more than two objectives is computed in no time.</summary>
    private const int MostOfManyObjectives = 64;

    /// <summary>So many objectives the volume is computed for.</summary>
    private const int MostObjectives = 4;

    private readonly List<(int Trial, ImmutableArray<double> Scores)> _front = [];
    private readonly double[] _worst = [.. objectives.Select(_ => double.NegativeInfinity)];
    private FrontSnapshot? _snapshot;

    /// <summary>Takes a completed trial in; one without a finite score for each objective has no part.</summary>
    /// <param name="trial">Its number.</param>
    /// <param name="scores">Its scores, lower is better.</param>
    public void Add(int trial, ImmutableArray<double> scores)
    {
        if (!scores.All(double.IsFinite))
        {
            return;
        }

        _snapshot = null;
        for (var i = 0; i < _worst.Length; i++)
        {
            _worst[i] = Math.Max(_worst[i], scores[i]);
        }

        if (!_front.Exists(other => NonDomination.Dominates(other.Scores.AsSpan(), scores.AsSpan())))
        {
            _front.RemoveAll(other => NonDomination.Dominates(scores.AsSpan(), other.Scores.AsSpan()));
            _front.Add((trial, scores));
        }
    }

    /// <summary>The front as people are shown it; null while it is empty.</summary>
    public FrontSnapshot? Snapshot() => _front.Count == 0 ? null : _snapshot ??= Show();

    private FrontSnapshot Show()
    {
        IReadOnlyList<double>[] points = [.. _front.Select(member => member.Scores)];
        var isQuick = objectives.Length == 2 || (objectives.Length <= MostObjectives && points.Length <= MostOfManyObjectives);
        return new FrontSnapshot(
            [.. _front.Select(member => member.Trial).Order()],
            _front[KneePoint.Of(points)!.Value].Trial,
            [.. objectives.Select((objective, i) => objective.Value(_worst[i]))],
            isQuick ? Hypervolume.Of(points, _worst) : null);
    }
}

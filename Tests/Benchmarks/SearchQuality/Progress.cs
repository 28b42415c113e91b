using System.Collections.Immutable;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Search.Ranking;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>How far a search has come.</summary>
internal sealed class Progress(IProblem problem)
{
    private readonly List<IReadOnlyList<double>> _scores = [];

    /// <summary>How many trials ended.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The best value of the only objective, or the hypervolume of several, up to the problem's reference; NaN and zero while there is none.
    /// </summary>
    public double Best => problem.Objectives is [var objective]
        ? objective.Value(_scores.Select(scores => scores[0]).DefaultIfEmpty(double.NaN).Min())
        : Hypervolume.Of(_scores, [.. problem.Reference.Zip(problem.Objectives, (worst, other) => other.Score(worst))]);

    /// <summary>Takes in how a trial ended; null when it failed.</summary>
    public void Add(ImmutableArray<double>? values)
    {
        Count++;
        if (values is { } known && known.All(double.IsFinite))
        {
            _scores.Add([.. known.Zip(problem.Objectives, (value, objective) => objective.Score(value))]);
        }
    }
}

using System.Collections.Immutable;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>The trials of one branch of a space, with a model of their own; of a space without branches, all trials.</summary>
/// <param name="space">The space.</param>
/// <param name="given">By position: the coordinates that make the branch; NaN for those that are free in it.</param>
internal sealed class TpeBranch(SearchSpace space, ImmutableArray<double> given)
{
    /// <summary>What its trials teach.</summary>
    public TpeModel Model { get; } = new(space);

    /// <summary>By position: the coordinates that make the branch; NaN for those that are free in it.</summary>
    public ImmutableArray<double> Given => given;

    /// <summary>How many trials were completed or pruned.</summary>
    public int ResultCount { get; private set; }

    /// <summary>The best finite score; infinite while there is none.</summary>
    public double BestScore { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes in how a trial ended.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="former">In whose place that comes; null when the trial had no result before.</param>
    public void Finish(TrialResult result, TrialResult? former)
    {
        ResultCount += (result.IsResult ? 1 : 0) - (former is { IsResult: true } ? 1 : 0);
        if (result.IsResult && double.IsFinite(result.Scores[0]))
        {
            BestScore = Math.Min(BestScore, result.Scores[0]);
        }
    }
}

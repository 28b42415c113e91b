using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Ranking;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// Orders results by promise: completed ones by score, then pruned ones, deeper first and then by score, then those without a score.
/// The peers let a trial that diverged at a deep step pass for a promising one; here NaN always comes last. Total: ties by number.
/// </summary>
internal sealed class PromiseOrder : IComparer<TrialResult>
{
    private PromiseOrder()
    {
    }

    public static PromiseOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(TrialResult? x, TrialResult? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byGroup = Group(x).CompareTo(Group(y));
        if (byGroup != 0)
        {
            return byGroup;
        }

        var byStep = Group(x) == 1 ? y.Step.CompareTo(x.Step) : 0;
        var byScore = byStep != 0 ? byStep : NonDomination.Compare(x.Scores, y.Scores);
        return byScore != 0 ? byScore : x.Number.CompareTo(y.Number);
    }

    private static int Group(TrialResult result) =>
        !result.IsResult || double.IsNaN(result.Scores[0]) ? 2 : result.Status == TrialStatus.Completed ? 0 : 1;
}

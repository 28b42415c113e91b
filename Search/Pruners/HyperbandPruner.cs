using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>Hyperband (Li et al. 2018) with asynchronous brackets: each halves among its own trials, from a later first rung than the last.</summary>
/// <param name="ladders">The rungs of each bracket.</param>
/// <param name="bracketOf">The bracket of a trial.</param>
/// <param name="objectives">How many objectives there are.</param>
internal sealed class HyperbandPruner(IReadOnlyList<RungLadder> ladders, Func<int, int> bracketOf, int objectives = 1) : IPruner
{
    private readonly List<AshaPruner> _brackets =
        [.. ladders.Select((ladder, bracket) => new AshaPruner(ladder, objectives, $"hyperband, bracket {bracket}"))];

    /// <inheritdoc/>
    public string Name => "hyperband";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores) => BracketOf(curve).Judge(curve, step, scores);

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores) =>
        BracketOf(curve).Record(curve, step, judgement, scores);

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted) => BracketOf(curve).End(curve, isCompleted);

    private AshaPruner BracketOf(LearningCurve curve) => _brackets[bracketOf(curve.Trial)];
}

using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Patience, as Optuna counts it: a trial ends when the best of its last k + 1 reports is worse than the best of all before them by more
/// than a margin. A score that is not finite is no improvement.
/// </summary>
/// <param name="rule">k and the margin.</param>
/// <param name="objective">The objective, for what people are told.</param>
internal sealed class PatientPruner(PatientTermination rule, Objective objective) : IPruner
{
    /// <inheritdoc/>
    public string Name => "patient";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        var before = curve.Count - rule.Patience;
        if (before < 1)
        {
            return Judgement.Continue;
        }

        var (old, recent) = (Best(curve.Scores[..before]), Math.Min(Best(curve.Scores[before..]), Best(scores[..1])));
        return old + rule.MinDelta < recent
            ? new Judgement(Decision.Prune, Reason(old, recent), null, [])
            : Judgement.Continue;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
    }

    private static double Best(ReadOnlySpan<double> scores)
    {
        var best = double.PositiveInfinity;
        foreach (var score in scores)
        {
            best = double.IsFinite(score) ? Math.Min(best, score) : best;
        }

        return best;
    }

    private string Reason(double old, double recent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: the last {rule.Patience + 1} reports reached {objective.Value(recent)}, the best before is {objective.Value(old)}");
}

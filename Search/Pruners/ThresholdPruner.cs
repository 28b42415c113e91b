using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Pruners;

/// <summary>Ends a trial whose metric leaves a range or is not a number.</summary>
/// <param name="rule">The range, and when to judge.</param>
/// <param name="objective">The objective, whose values the range is about.</param>
internal sealed class ThresholdPruner(ThresholdTermination rule, Objective objective) : IPruner
{
    private readonly Rhythm _rhythm = new(rule.WarmupSteps, rule.Interval);

    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        var value = objective.Value(scores[0]);
        var problem = double.IsNaN(value) ? "is not a number"
            : value < rule.Lower ? string.Create(CultureInfo.InvariantCulture, $"is below {rule.Lower}")
            : value > rule.Upper ? string.Create(CultureInfo.InvariantCulture, $"is above {rule.Upper}")
            : null;
        return problem is null || !_rhythm.IsDue(curve.LastStep, step)
            ? Judgement.Continue
            : new Judgement(
                Decision.Prune,
                string.Create(CultureInfo.InvariantCulture, $"{Name}: {objective.Metric} {value} at step {step} {problem}"),
                null,
                []);
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
    }
}

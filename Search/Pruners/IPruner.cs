using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Decides whether a trial goes on. <see cref="Judge"/> only answers; what was decided comes back through <see cref="Record"/> once it
/// is an event, so replaying a log does not depend on the rule that wrote it.
/// </summary>
internal interface IPruner
{
    /// <summary>The pruner's name as it appears in <see cref="Judgement.Reason"/>.</summary>
    string Name { get; }

    /// <summary>Judges a trial on a report, which is not yet part of its curve. Changes nothing.</summary>
    /// <param name="curve">The trial's earlier reports.</param>
    /// <param name="step">The step just finished, later than any on the curve.</param>
    /// <param name="scores">One score per objective; NaN where the report has none. The first is what becomes part of the curve.</param>
    Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores);

    /// <summary>Takes in a report and what was decided on it, before the report becomes part of the curve.</summary>
    void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores);

    /// <summary>Takes in that a trial is over.</summary>
    /// <param name="curve">The trial's reports.</param>
    /// <param name="isCompleted">True when it was trained to its end.</param>
    void End(LearningCurve curve, bool isCompleted);
}

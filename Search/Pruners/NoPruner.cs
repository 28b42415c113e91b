using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>Every trial runs to its end.</summary>
internal sealed class NoPruner : IPruner
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores) => Judgement.Continue;

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
    }
}

using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>Every trial runs to its end.</summary>
internal sealed class NoPruner : IPruner
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, double score) => Judgement.Continue;

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, double score, Judgement judgement)
    {
    }

    /// <inheritdoc/>
    public void Complete(LearningCurve curve)
    {
    }
}

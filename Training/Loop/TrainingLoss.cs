using SweepCluster.Training.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>Cross-entropy with label smoothing (Szegedy et al. 2016), shared between two labels where images are mixed.</summary>
internal sealed class TrainingLoss(double labelSmoothing)
{
    /// <summary>The mean loss of a batch.</summary>
    public Tensor Of(Tensor logits, MixedBatch batch)
    {
        var loss = Of(logits, batch.Labels);
        if (batch.OtherLabels is null)
        {
            return loss;
        }

        using var kept = batch.Share.ToScalar();
        using var taken = (1 - batch.Share).ToScalar();
        return loss.mul(kept).add(Of(logits, batch.OtherLabels), taken);
    }

    private Tensor Of(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, label_smoothing: labelSmoothing);
}

using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>A second classifier on tapped features, at work in training only.</summary>
internal sealed class SideHead(Tap tap, ILayer head) : ILayer
{
    /// <summary>What the classifier said about the latest training batch: one number per class and image; null after an evaluation.</summary>
    public Tensor? Logits { get; private set; }

    public Tensor Forward(Tensor input, bool training)
    {
        if (training)
        {
            using var features = tap.Take();
            Logits = head.Forward(features, training);
        }
        else
        {
            Logits = null;
        }

        return input;
    }
}

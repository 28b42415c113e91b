using SweepCluster.Training.Data;
using SweepCluster.Training.Models;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>Asks a network about images it does not learn from.</summary>
internal static class Evaluation
{
    /// <summary>The same for every trial, so that no hyperparameter changes how a validation number is rounded.</summary>
    public const int BatchSize = 250;

    public static BatchAnswer Answer(Network network, Batch batch)
    {
        using var frozen = no_grad();
        var logits = network.Forward(batch.Images, training: false);
        return new BatchAnswer(nn.functional.cross_entropy(logits, batch.Labels), logits);
    }
}

using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>What a network said about a batch.</summary>
/// <param name="MeanLoss">The mean loss of its images.</param>
/// <param name="Logits">One number per class and image.</param>
internal readonly record struct BatchAnswer(Tensor MeanLoss, Tensor Logits);

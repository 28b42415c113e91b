using static TorchSharp.torch;

namespace SweepCluster.Training.Augmentation;

/// <summary>Training images as the network sees them.</summary>
/// <param name="Images">The images.</param>
/// <param name="Labels">The classes of the images, or of those of each pair that weigh more.</param>
/// <param name="OtherLabels">The classes of the other images of the pairs; null when nothing is mixed.</param>
/// <param name="Share">How much the labels count, from 0.5 to 1; the other labels count the rest.</param>
internal readonly record struct MixedBatch(Tensor Images, Tensor Labels, Tensor? OtherLabels = null, double Share = 1);

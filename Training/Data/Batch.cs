using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>Images ready for a network, and their classes.</summary>
internal readonly record struct Batch(Tensor Images, Tensor Labels);

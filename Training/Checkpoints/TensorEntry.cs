namespace SweepCluster.Training.Checkpoints;

/// <summary>One tensor of a checkpoint.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">Its element type, by TorchSharp's name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Bytes">The length of its elements in row-major order.</param>
internal sealed record TensorEntry(string Name, string Type, IReadOnlyList<long> Shape, long Bytes);

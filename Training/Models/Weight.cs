using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>One tensor that training learns.</summary>
internal sealed record Weight(string Name, WeightKind Kind, Tensor Value)
{
    /// <summary>Weight decay is for what multiplies inputs; norms and biases are exempt.</summary>
    public bool Decays => Kind is WeightKind.Convolution or WeightKind.Linear;
}

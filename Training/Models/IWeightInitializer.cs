using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>Gives a new weight tensor its first values.</summary>
internal interface IWeightInitializer
{
    void Fill(Tensor value, WeightKind kind);
}

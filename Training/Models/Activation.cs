using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// An activation. In place it overwrites its input, which saves a pass over memory; it must then follow a layer that makes a new tensor
/// and does not need its output for its gradient.
/// </summary>
internal sealed class Activation(ActivationKind kind, bool inPlace) : ILayer
{
    public Tensor Forward(Tensor input, bool training) => (kind, inPlace) switch
    {
        (ActivationKind.Relu, true) => input.relu_(),
        (ActivationKind.Relu, false) => input.relu(),
        (_, true) => input.sigmoid_(),
        _ => input.sigmoid(),
    };
}

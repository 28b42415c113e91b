using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// An activation that overwrites its input, which saves a pass over memory. It must therefore follow a layer that makes a new tensor and
/// does not need its output for its gradient, as convolutions, norms, sums and fully connected layers do.
/// </summary>
internal sealed class Activation(ActivationKind kind) : ILayer
{
    public Tensor Forward(Tensor input, bool training) =>
        kind == ActivationKind.Relu ? input.relu_() : input.sigmoid_();
}

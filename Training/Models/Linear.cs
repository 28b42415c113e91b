using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Linear(Tensor weight, Tensor bias) : ILayer
{
    public Tensor Forward(Tensor input, bool training) => nn.functional.linear(input, weight, bias);
}

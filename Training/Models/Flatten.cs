using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Flatten : ILayer
{
    public Tensor Forward(Tensor input, bool training) => input.flatten(1);
}

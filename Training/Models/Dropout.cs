using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Dropout(double probability) : ILayer
{
    public Tensor Forward(Tensor input, bool training) =>
        training ? nn.functional.dropout(input, probability) : input;
}

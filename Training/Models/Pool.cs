using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Pool(PoolKind kind, int size, int stride) : ILayer
{
    public Tensor Forward(Tensor input, bool training) => kind == PoolKind.Max
        ? nn.functional.max_pool2d(input, size, stride)
        : nn.functional.avg_pool2d(input, size, stride);
}

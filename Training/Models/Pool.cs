using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Pool(PoolSpec spec) : ILayer
{
    private readonly long[] _window = [spec.Window, spec.Window];
    private readonly long[] _stride = [spec.Stride, spec.Stride];
    private readonly long[] _padding = [spec.Padding, spec.Padding];

    public Tensor Forward(Tensor input, bool training) => spec.Kind == PoolKind.Max
        ? nn.functional.max_pool2d(input, _window, _stride, _padding, ceil_mode: spec.RoundsUp)
        : nn.functional.avg_pool2d(input, _window, _stride, _padding, spec.RoundsUp);
}

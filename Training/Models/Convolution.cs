using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

internal sealed class Convolution(Tensor weight, Tensor? bias, int stride, int padding, int groups) : ILayer
{
    private readonly long[] _strides = [stride, stride];
    private readonly long[] _padding = [padding, padding];
    private readonly long[] _dilation = [1, 1];

    public Tensor Forward(Tensor input, bool training) =>
        nn.functional.conv2d(input, weight, bias, _strides, _padding, _dilation, groups);
}

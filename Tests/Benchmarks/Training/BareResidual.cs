using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SweepCluster.Benchmarks.Training;

/// <summary>A residual unit as a TorchSharp module.</summary>
internal sealed class BareResidual : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _branch;
    private readonly Module<Tensor, Tensor>? _shortcut;

    public BareResidual(int channelsIn, int channelsOut, int stride)
        : base(nameof(BareResidual))
    {
        _branch = Sequential(
            Conv2d(channelsIn, channelsOut, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(channelsOut), ReLU(),
            Conv2d(channelsOut, channelsOut, 3, padding: 1, bias: false), BatchNorm2d(channelsOut));
        _shortcut = channelsIn == channelsOut
            ? null
            : Sequential(Conv2d(channelsIn, channelsOut, 1, stride: stride, bias: false), BatchNorm2d(channelsOut));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.relu(_branch.forward(input) + (_shortcut?.forward(input) ?? input));
}

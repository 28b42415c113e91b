using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Models;

/// <summary>
/// The residual network for small images (He et al. 2016, §4.2): 6n + 2 weighted layers, three stages of n units, each stage with half
/// the resolution and twice the channels of the one before; where a unit changes the shape its shortcut is a 1x1 convolution.
/// </summary>
internal sealed record ResNet(int Depth, int Width) : IArchitecture
{
    public const string Family = "resnet";

    private const int Stages = 3;

    public ActivationKind Activation => ActivationKind.Relu;

    public static ResNet From(ParameterReader parameters)
    {
        var depth = parameters.Whole("resnet_depth");
        return (depth - 2) % 6 == 0
            ? new ResNet(depth, parameters.Whole("resnet_width"))
            : throw new InfeasibleException($"resnet_depth was {depth}; it must be 6n + 2: 8, 14, 20, 26, ...");
    }

    public void Build(LayerChain chain, int classes)
    {
        chain.Convolution("stem.conv", Width, kernel: 3, padding: 1, bias: false).BatchNorm("stem.bn").Activation(Activation);
        for (var stage = 0; stage < Stages; stage++)
        {
            for (var unit = 0; unit < (Depth - 2) / 6; unit++)
            {
                AddUnit(chain, $"stage{stage + 1}.unit{unit + 1}", Width << stage, stride: stage > 0 && unit == 0 ? 2 : 1);
            }
        }

        chain.GlobalAverage().Linear("out", classes);
    }

    private void AddUnit(LayerChain chain, string name, int channels, int stride)
    {
        var changesShape = stride != 1 || chain.Shape.Channels != channels;
        chain.Residual(
            name,
            branch => branch
                .Convolution("conv1", channels, kernel: 3, stride, padding: 1, bias: false).BatchNorm("bn1").Activation(Activation)
                .Convolution("conv2", channels, kernel: 3, padding: 1, bias: false).BatchNorm("bn2"),
            shortcut =>
            {
                if (changesShape)
                {
                    shortcut.Convolution("conv3", channels, kernel: 1, stride, bias: false).BatchNorm("bn3");
                }
            }).Activation(Activation);
    }
}

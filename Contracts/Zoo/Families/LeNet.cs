using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>LeNet-5 (LeCun et al. 1998) as it is taught today: two convolutions with pooling, then fully connected layers.</summary>
/// <param name="Activation">The activation after every hidden layer.</param>
/// <param name="Pool">The pooling.</param>
/// <param name="Channels">Channels of the two convolutions.</param>
/// <param name="Hidden">Lengths of the hidden fully connected layers.</param>
/// <param name="Dropout">Dropout before each fully connected layer.</param>
/// <param name="Padding">Padding of the first convolution.</param>
/// <param name="Norm">The norm of every hidden layer.</param>
public sealed record LeNet(
    ActivationKind Activation,
    PoolKind Pool,
    IReadOnlyList<int> Channels,
    IReadOnlyList<int> Hidden,
    double Dropout,
    int Padding,
    NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "lenet";

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        AddConvolution(net, 1, Padding);
        AddConvolution(net, 2, padding: 0);
        net.Flatten().Stage("flatten");
        for (var i = 0; i < Hidden.Count; i++)
        {
            net.Dropout(Dropout).Linear($"fc{i + 1}", Hidden[i]).NormAndActivation($"bn_fc{i + 1}", Norm, Activation).Stage($"fc{i + 1}");
        }

        net.Dropout(Dropout).Linear("out", classes).Stage("out");
    }

    internal static LeNet From(ParameterReader parameters) => new(
        parameters.Choice<ActivationKind>("lenet_activation"),
        parameters.Choice<PoolKind>("lenet_pool"),
        [.. parameters.Wholes("lenet_channels").Select(channels => ModelZoo.Scale(channels, parameters.Real("lenet_width")))],
        parameters.Wholes("lenet_fc"),
        parameters.Real("lenet_dropout"),
        parameters.Whole("lenet_padding"),
        ModelZoo.ReadNorm(parameters, NormKind.None));

    private void AddConvolution(NetBuilder net, int number, int padding) => net
        .Convolution($"conv{number}", Channels[number - 1], kernel: 5, padding: padding)
        .NormAndActivation($"bn{number}", Norm, Activation)
        .Pool($"pool{number}", Pool, window: 2, stride: 2)
        .Stage($"conv{number}");
}

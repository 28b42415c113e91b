using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Models;

/// <summary>LeNet-5 (LeCun et al. 1998) as it is taught today: two convolutions with pooling, three fully connected layers.</summary>
internal sealed record LeNet(ActivationKind Activation, PoolKind Pool, double Width, double Dropout) : IArchitecture
{
    public const string Family = "lenet";

    public static LeNet From(ParameterReader parameters) => new(
        parameters.Choice<ActivationKind>("lenet_activation"),
        parameters.Choice<PoolKind>("lenet_pool"),
        parameters.Real("lenet_width"),
        parameters.Real("lenet_dropout"));

    public void Build(LayerChain chain, int classes) => chain
        .Convolution("conv1", Channels(6), kernel: 5, padding: 2).Activation(Activation).Pool("pool1", Pool, size: 2, stride: 2)
        .Convolution("conv2", Channels(16), kernel: 5).Activation(Activation).Pool("pool2", Pool, size: 2, stride: 2)
        .Flatten()
        .Dropout(Dropout).Linear("fc1", 120).Activation(Activation)
        .Dropout(Dropout).Linear("fc2", 84).Activation(Activation)
        .Dropout(Dropout).Linear("out", classes);

    private int Channels(int normal) => (int)Math.Round(normal * Width, MidpointRounding.AwayFromZero);
}

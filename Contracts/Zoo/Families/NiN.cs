using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>
/// Network in network (Lin, Chen and Yan 2014): blocks of one wide convolution and some of 1x1, a pooling after each, and a block with one
/// channel per class whose mean is the answer.
/// </summary>
/// <param name="Channels">Channels of the blocks.</param>
/// <param name="Kernel">The first block's kernel.</param>
/// <param name="Stride">The first block's stride.</param>
/// <param name="Padding">The first block's padding.</param>
/// <param name="Pointwise">Convolutions of 1x1 in each block.</param>
/// <param name="Dropout">Dropout before the last block.</param>
/// <param name="EndsWithRelu">An activation after the last convolution, as in the paper.</param>
/// <param name="Head">Fully connected layers instead of the last block; null for that block.</param>
/// <param name="Norm">The norm of the convolutions but the last.</param>
public sealed record NiN(
    IReadOnlyList<int> Channels,
    int Kernel,
    int Stride,
    int Padding,
    int Pointwise,
    double Dropout,
    bool EndsWithRelu,
    DenseHead? Head,
    NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "nin";

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        for (var i = 1; i <= Channels.Count; i++)
        {
            var (kernel, stride, padding) = i switch { 1 => (Kernel, Stride, Padding), 2 => (5, 1, 2), _ => (3, 1, 1) };
            AddBlock(net, $"nin{i}", Channels[i - 1], kernel, stride, padding, endsPlain: false);
            net.Pool($"pool{i}", PoolKind.Max, window: 3, stride: 2).Stage($"pool{i}");
        }

        if (Head is null)
        {
            net.Dropout(Dropout).Stage("dropout");
            AddBlock(net, "nin_out", classes, kernel: 3, stride: 1, padding: 1, endsPlain: true);
            net.GlobalAverage().Stage("gap").Flatten().Stage("flatten");
        }
        else
        {
            Head.Build(net, classes);
        }
    }

    internal static NiN From(ParameterReader parameters, FeatureShape image)
    {
        var isLarge = ModelZoo.IsLarge(image);
        var dropout = parameters.Real("nin_dropout");
        return new NiN(
            parameters.Wholes("nin_channels", isLarge ? "96-256-384" : "32-64-96"),
            Kernel: isLarge ? 11 : 5,
            Stride: isLarge ? 4 : 1,
            Padding: isLarge ? 0 : 2,
            parameters.Whole("nin_pointwise"),
            dropout,
            parameters.Flag("nin_last_relu"),
            parameters.Choice("nin_head") == "gap"
                ? null
                : new DenseHead(parameters.Wholes("nin_fc", isLarge ? "4096-4096" : "256-256"), dropout),
            ModelZoo.ReadNorm(parameters, NormKind.None));
    }

    private void AddBlock(NetBuilder net, string name, int channels, int kernel, int stride, int padding, bool endsPlain) => net.Group(
        name,
        layers =>
        {
            for (var i = 0; i <= Pointwise; i++)
            {
                layers.Convolution($"conv{i + 1}", channels, i == 0 ? kernel : 1, i == 0 ? stride : 1, i == 0 ? padding : 0);
                if (!endsPlain || i < Pointwise)
                {
                    layers.NormAndActivation($"bn{i + 1}", Norm, Activation);
                }
                else if (EndsWithRelu)
                {
                    layers.Activation(Activation);
                }
            }
        }).Stage(name);
}

using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>
/// The densely connected network (Huang et al. 2017): each layer of a block sees the channels of all layers before it; a transition between
/// two blocks halves the size and keeps a share of the channels.
/// </summary>
/// <param name="HasLargeStem">7x7 with stride 2 and a pooling as the first layers, instead of 3x3.</param>
/// <param name="Layers">Layers of each block.</param>
/// <param name="Growth">Channels that each layer adds.</param>
/// <param name="StemChannels">Channels of the first convolution.</param>
/// <param name="Norm">The norm; its position is the layer's own.</param>
public sealed record DenseNet(
    bool HasLargeStem, IReadOnlyList<int> Layers, int Growth, int StemChannels, NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "densenet";

    /// <summary>The share of channels that a transition keeps, from above 0 to 1.</summary>
    public double Compression { get; init; } = 0.5;

    /// <summary>Channels of a 1x1 convolution before each layer's own, in growths; 0 for none.</summary>
    public int Bottleneck { get; init; }

    /// <summary>Biases of convolutions.</summary>
    public bool HasBiases { get; init; }

    /// <summary>Dropout after each layer.</summary>
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        AddStem(net);
        for (var block = 1; block <= Layers.Count; block++)
        {
            for (var layer = 1; layer <= Layers[block - 1]; layer++)
            {
                net.Concat($"dense{block}.layer{layer}", _ => { }, AddLayer);
            }

            net.Stage($"dense{block}");
            if (block < Layers.Count)
            {
                net.Group($"trans{block}", AddTransition).Stage($"trans{block}");
            }
        }

        net.Norm("final_bn", Norm).Activation(Activation).Stage("final_bn").GlobalAverage().Flatten().Stage("gap").Linear("out", classes).Stage("out");
    }

    internal static DenseNet From(ParameterReader parameters, FeatureShape image)
    {
        var isLarge = ModelZoo.IsLarge(image);
        var norm = ModelZoo.ReadNorm(parameters, NormKind.Batch) with { AfterActivation = false };
        return new DenseNet(
            parameters.IsStandard("densenet_stem") ? isLarge : parameters.Choice("densenet_stem") == "large",
            parameters.Wholes("densenet_layers", isLarge ? "4-4-4-4" : "4-4-4"),
            parameters.Whole("densenet_growth", isLarge ? 32 : 12),
            parameters.Whole("densenet_init", isLarge ? 64 : 24),
            norm)
        {
            Compression = parameters.Real("densenet_compression"),
            Bottleneck = parameters.Whole("densenet_bottleneck"),
            HasBiases = parameters.Flag("densenet_conv_bias") || norm.IsNone,
            Dropout = parameters.Real("densenet_dropout"),
        };
    }

    private void AddStem(NetBuilder net)
    {
        net.Convolution("stem.conv", StemChannels, HasLargeStem ? 7 : 3, HasLargeStem ? 2 : 1, HasLargeStem ? 3 : 1, HasBiases)
            .Norm("stem.bn", Norm).Activation(Activation);
        if (HasLargeStem)
        {
            net.Pool("stem.pool", PoolKind.Max, window: 3, stride: 2, padding: 1);
        }

        net.Stage("b1");
    }

    private void AddLayer(NetBuilder layer)
    {
        if (Bottleneck > 0)
        {
            layer.Norm("bn1", Norm).Activation(Activation).Convolution("conv1", Bottleneck * Growth, kernel: 1, bias: HasBiases);
        }

        layer.Norm("bn", Norm).Activation(Activation).Convolution("conv", Growth, kernel: 3, padding: 1, bias: HasBiases).Dropout(Dropout);
    }

    private void AddTransition(NetBuilder layers) => layers
        .Norm("bn", Norm).Activation(Activation)
        .Convolution("conv", Math.Max(1, (int)Math.Floor(layers.Shape.Channels * Compression)), kernel: 1, bias: HasBiases)
        .Pool("pool", PoolKind.Avg, window: 2, stride: 2);
}

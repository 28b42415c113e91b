using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>One block of a VGG net.</summary>
/// <param name="Convolutions">How many convolutions.</param>
/// <param name="Channels">The channels of each.</param>
public readonly record struct VggBlock(int Convolutions, int Channels);

/// <summary>VGG (Simonyan and Zisserman 2015): blocks of equal convolutions, each followed by a pooling that halves the size.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Kernel">Height and width of the kernels; odd.</param>
/// <param name="Head">The fully connected layers; null for the mean of each channel.</param>
/// <param name="Norm">The norm of the convolutions.</param>
public sealed record Vgg(IReadOnlyList<VggBlock> Blocks, int Kernel, DenseHead? Head, NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "vgg";

    /// <summary>Areas per side to which features are averaged before the head; 0 for none.</summary>
    public int AverageTo { get; init; }

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        for (var i = 0; i < Blocks.Count; i++)
        {
            AddBlock(net, $"block{i + 1}", Blocks[i]);
        }

        if (AverageTo > 0)
        {
            net.AverageTo(AverageTo).Stage("average");
        }

        if (Head is null)
        {
            net.GlobalAverage().Flatten().Stage("gap").Linear("out", classes).Stage("out");
        }
        else
        {
            Head.Build(net, classes);
        }
    }

    internal static Vgg From(ParameterReader parameters, FeatureShape image)
    {
        var isLarge = ModelZoo.IsLarge(image);
        var kernel = parameters.Whole("vgg_kernel");
        return new Vgg(
            [.. ReadBlocks(parameters, isLarge)],
            kernel % 2 == 1 ? kernel : throw parameters.Refuse("vgg_kernel", "an odd number"),
            parameters.Choice("vgg_head") == "gap"
                ? null
                : new DenseHead(parameters.Wholes("vgg_fc", isLarge ? "4096-4096" : "256-256"), parameters.Real("vgg_dropout")),
            ModelZoo.ReadNorm(parameters, NormKind.None));
    }

    /// <summary>Channels grow from block to block up to the cap.</summary>
    private static IEnumerable<VggBlock> ReadBlocks(ParameterReader parameters, bool isLarge)
    {
        var convolutions = ModelZoo.Repeat(
            parameters.Wholes("vgg_convs", isLarge ? "1-1-2-2-2" : "1-1-2"), parameters.Whole("vgg_blocks"));
        var width = parameters.Whole("vgg_width", isLarge ? 64 : 16);
        var cap = parameters.Whole("vgg_cap", 8 * width);
        return convolutions.Select((count, i) => new VggBlock(
            count, Math.Min(cap, ModelZoo.Scale(width, Math.Pow(parameters.Real("vgg_growth"), i)))));
    }

    private void AddBlock(NetBuilder net, string name, VggBlock block) => net.Group(name, layers =>
    {
        for (var i = 1; i <= block.Convolutions; i++)
        {
            layers.Convolution($"conv{i}", block.Channels, Kernel, padding: Kernel / 2).NormAndActivation($"bn{i}", Norm, Activation);
        }

        layers.Pool("pool", PoolKind.Max, window: 2, stride: 2);
    }).Stage(name);
}

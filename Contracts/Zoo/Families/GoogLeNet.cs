using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>
/// GoogLeNet (Szegedy et al. 2015): groups of Inception blocks, whose four paths look at the same features with kernels of different
/// sizes; a pooling after every group but the last.
/// </summary>
/// <param name="HasLargeStem">7x7 with stride 2 and a pooling as the first layers, instead of 3x3.</param>
/// <param name="StemChannels">Channels of the first three convolutions.</param>
/// <param name="Groups">For the number of channels that go into a block: the block, by group.</param>
/// <param name="Kernel">The third path's kernel.</param>
/// <param name="Norm">The norm of the convolutions.</param>
public sealed record GoogLeNet(
    bool HasLargeStem,
    IReadOnlyList<int> StemChannels,
    IReadOnlyList<IReadOnlyList<Func<int, Inception>>> Groups,
    int Kernel,
    NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "googlenet";

    private static readonly Inception[][] Paper =
    [
        [new(64, 96, 128, 16, 32, 32), new(128, 128, 192, 32, 96, 64)],
        [
            new(192, 96, 208, 16, 48, 64), new(160, 112, 224, 24, 64, 64), new(128, 128, 256, 24, 64, 64),
            new(112, 144, 288, 32, 64, 64), new(256, 160, 320, 32, 128, 128),
        ],
        [new(256, 160, 320, 32, 128, 128), new(384, 192, 384, 48, 128, 128)],
    ];

    /// <summary>Biases of convolutions.</summary>
    public bool HasBiases { get; init; } = true;

    /// <summary>Dropout before the last layer.</summary>
    public double Dropout { get; init; }

    /// <summary>Two more classifiers, after the first and the fourth block of the second group.</summary>
    public bool HasSideHeads { get; init; }

    /// <summary>Poolings whose last window reaches beyond the edge instead of padded ones, the last of them 2x2.</summary>
    public bool HasCeilingPools { get; init; }

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        AddStem(net);
        for (var group = 0; group < Groups.Count; group++)
        {
            for (var block = 0; block < Groups[group].Count; block++)
            {
                AddInception(net, $"inception{group + 3}{(char)('a' + block)}", Groups[group][block](net.Shape.Channels));
                if (HasSideHeads && group == 1 && block is 0 or 3)
                {
                    net.Tap(block == 0 ? "side1" : "side2");
                }
            }

            if (group < Groups.Count - 1)
            {
                Halve(net, $"pool{group + 3}", window: HasCeilingPools && group == Groups.Count - 2 ? 2 : 3);
            }

            net.Stage($"b{group + 3}");
        }

        AddSideHeads(net, classes);
        net.GlobalAverage().Flatten().Stage("gap").Dropout(Dropout).Linear("out", classes).Stage("out");
    }

    internal static GoogLeNet From(ParameterReader parameters, FeatureShape image)
    {
        var isLarge = ModelZoo.IsLarge(image);
        var width = parameters.Real("googlenet_width", isLarge ? 1 : 0.25);
        var counts = parameters.Wholes("googlenet_blocks", isLarge ? "2-5-2" : "2-2");
        var kernel = parameters.Whole("googlenet_kernel");
        return new GoogLeNet(
            isLarge,
            [ModelZoo.Scale(64, width), ModelZoo.Scale(64, width), ModelZoo.Scale(192, width)],
            [.. counts.Select((count, group) => ReadGroup(parameters, width, group, count))],
            kernel % 2 == 1 ? kernel : throw parameters.Refuse("googlenet_kernel", "an odd number"),
            ModelZoo.ReadNorm(parameters, NormKind.None))
        {
            Dropout = parameters.Real("googlenet_dropout"),
            HasSideHeads = parameters.Flag("googlenet_side_heads"),
        };
    }

    private static Func<int, Inception>[] ReadGroup(ParameterReader parameters, double width, int group, int count)
    {
        if (parameters.IsStandard("googlenet_ratio"))
        {
            return count <= Paper[group].Length
                ? [.. Paper[group].Take(count).Select(block => (Func<int, Inception>)(_ => block.Scaled(width)))]
                : throw parameters.Refuse("googlenet_blocks", "at most 2-5-2, the paper's, unless googlenet_ratio is given");
        }

        var ratio = parameters.Reals("googlenet_ratio");
        if (ratio.Sum() <= 0)
        {
            throw parameters.Refuse("googlenet_ratio", "four numbers of which one is greater than 0");
        }

        var reduce = parameters.Reals("googlenet_reduce");
        var channels = parameters.Whole("googlenet_channels");
        return [.. Enumerable.Repeat((int input) => Inception.Share(channels, ratio, reduce, input), count)];
    }

    private void AddStem(NetBuilder net)
    {
        if (HasLargeStem)
        {
            AddConvolution(net, "b1.conv", StemChannels[0], kernel: 7, stride: 2);
            Halve(net, "b1.pool");
        }
        else
        {
            AddConvolution(net, "b1.conv", StemChannels[0], kernel: 3);
        }

        net.Stage("b1");
        AddConvolution(net, "b2.conv1", StemChannels[1], kernel: 1);
        AddConvolution(net, "b2.conv2", StemChannels[2], kernel: 3);
        Halve(net, "b2.pool");
        net.Stage("b2");
    }

    private void AddInception(NetBuilder net, string name, Inception widths)
    {
        Action<NetBuilder> first = path => AddConvolution(path, "p1", widths.Path1, kernel: 1);
        Action<NetBuilder> second = path => AddReduced(path, "p2", widths.Reduce2, widths.Path2, kernel: 3);
        Action<NetBuilder> third = path => AddReduced(path, "p3", widths.Reduce3, widths.Path3, Kernel);
        Action<NetBuilder> fourth = path => AddConvolution(
            path.Pool("p4.pool", PoolKind.Max, window: 3, stride: 1, padding: 1, HasCeilingPools), "p4", widths.Path4, kernel: 1);
        var paths = new (int Channels, Action<NetBuilder> Build)[]
        {
            (widths.Path1, first), (widths.Path2, second), (widths.Path3, third), (widths.Path4, fourth),
        };
        net.Concat(name, [.. paths.Where(path => path.Channels > 0).Select(path => path.Build)]);
    }

    private void AddReduced(NetBuilder path, string name, int reduced, int channels, int kernel)
    {
        AddConvolution(path, name + ".reduce", reduced, kernel: 1);
        AddConvolution(path, name, channels, kernel);
    }

    private void AddConvolution(NetBuilder net, string name, int channels, int kernel, int stride = 1) => net
        .Convolution(name, channels, kernel, stride, padding: kernel / 2, HasBiases)
        .NormAndActivation(name + ".bn", Norm, Activation);

    private void Halve(NetBuilder net, string name, int window = 3) =>
        net.Pool(name, PoolKind.Max, window, stride: 2, padding: HasCeilingPools ? 0 : 1, roundsUp: HasCeilingPools);

    private void AddSideHeads(NetBuilder net, int classes)
    {
        foreach (var tap in net.Layers.OfType<TapSpec>().ToArray())
        {
            net.SideHead(tap.Name, head =>
            {
                AddConvolution(head.AverageTo(4), "conv", 128, kernel: 1);
                head.Flatten().Linear("fc", 1024).Activation(Activation).Dropout(0.7).Linear("out", classes);
            }).Stage(tap.Name);
        }
    }
}

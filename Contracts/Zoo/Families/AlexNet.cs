using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>
/// AlexNet (Krizhevsky, Sutskever and Hinton 2012): five convolutions, three poolings, fully connected layers with dropout; as it is built
/// today, on one device without groups, or with the paper's two groups and local response norms.
/// </summary>
/// <param name="Channels">Channels of the five convolutions.</param>
/// <param name="Kernel">The first kernel.</param>
/// <param name="Stride">The first stride.</param>
/// <param name="Padding">The first padding.</param>
/// <param name="Head">The fully connected layers.</param>
/// <param name="Norm">The norm of the convolutions.</param>
public sealed record AlexNet(
    IReadOnlyList<int> Channels, int Kernel, int Stride, int Padding, DenseHead Head, NormSettings Norm) : IArchitecture
{
    /// <summary>The family's name.</summary>
    public const string Family = "alexnet";

    /// <summary>Areas per side to which features are averaged before the head; 0 for none.</summary>
    public int AverageTo { get; init; }

    /// <summary>Groups of the second, fourth and fifth convolution; 2 in the paper, one for each of its two devices.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The paper's norm after the activations of the first two convolutions.</summary>
    public bool HasLocalResponseNorm { get; init; }

    /// <inheritdoc/>
    public ActivationKind Activation => ActivationKind.Relu;

    /// <inheritdoc/>
    public void Build(NetBuilder net, int classes)
    {
        AddConvolution(net, 1, Kernel, Stride, Padding, pools: true);
        AddConvolution(net, 2, kernel: 5, stride: 1, padding: 2, pools: true);
        AddConvolution(net, 3, kernel: 3, stride: 1, padding: 1, pools: false);
        AddConvolution(net, 4, kernel: 3, stride: 1, padding: 1, pools: false);
        AddConvolution(net, 5, kernel: 3, stride: 1, padding: 1, pools: true);
        if (AverageTo > 0)
        {
            net.AverageTo(AverageTo).Stage("average");
        }

        Head.Build(net, classes, firstNumber: 6);
    }

    internal static AlexNet From(ParameterReader parameters, FeatureShape image)
    {
        var isLarge = ModelZoo.IsLarge(image);
        var kernel = parameters.Whole("alexnet_kernel", isLarge ? 11 : 3);
        var stride = parameters.Whole("alexnet_stride", isLarge ? 4 : 1);
        return new AlexNet(
            [.. parameters.Wholes("alexnet_channels", isLarge ? "96-256-384-384-256" : "32-64-96-96-64")
                .Select(channels => ModelZoo.Scale(channels, parameters.Real("alexnet_width")))],
            kernel,
            stride,
            stride == 1 ? kernel / 2 : 1,
            new DenseHead(parameters.Wholes("alexnet_fc", isLarge ? "4096-4096" : "256-256"), parameters.Real("alexnet_dropout")),
            ModelZoo.ReadNorm(parameters, NormKind.None))
        {
            Groups = parameters.Whole("alexnet_groups"),
            HasLocalResponseNorm = parameters.Flag("alexnet_local_response_norm"),
        };
    }

    private void AddConvolution(NetBuilder net, int number, int kernel, int stride, int padding, bool pools)
    {
        net.Convolution($"conv{number}", Channels[number - 1], kernel, stride, padding, groups: number is 1 or 3 ? 1 : Groups)
            .NormAndActivation($"bn{number}", Norm, Activation);
        if (HasLocalResponseNorm && number <= 2)
        {
            net.LocalResponseNorm();
        }

        net.Stage($"conv{number}");
        if (pools)
        {
            net.Pool($"pool{number}", PoolKind.Max, window: 3, stride: 2).Stage($"pool{number}");
        }
    }
}

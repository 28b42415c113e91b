using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>The families of networks that the parameter <c>model</c> can name.</summary>
public static class ModelZoo
{
    /// <summary>From this height and width on, <c>standard</c> means the layers that a paper made for large photographs.</summary>
    public const int LargeSide = 65;

    private static readonly Dictionary<string, Func<ParameterReader, FeatureShape, IArchitecture>> Readers = new()
    {
        [LeNet.Family] = (parameters, _) => LeNet.From(parameters),
        [AlexNet.Family] = AlexNet.From,
        [Vgg.Family] = Vgg.From,
        [NiN.Family] = NiN.From,
        [GoogLeNet.Family] = GoogLeNet.From,
        [ResNet.Family] = ResNet.From,
        [DenseNet.Family] = DenseNet.From,
    };

    /// <summary>The families that can be built; the catalogue must name the same.</summary>
    public static IEnumerable<string> Families => Readers.Keys;

    /// <summary>The architecture that the parameters describe, for images of that shape.</summary>
    /// <exception cref="InfeasibleException">A value is not allowed.</exception>
    public static IArchitecture Read(ParameterReader parameters, FeatureShape image) => Readers[parameters.Choice("model")](parameters, image);

    /// <summary>The network that the parameters describe, laid out for images of that shape.</summary>
    /// <exception cref="InfeasibleException">A value is not allowed, or a layer does not fit.</exception>
    public static NetDefinition Define(ParameterReader parameters, FeatureShape image, int classes) =>
        NetDefinition.Of(Read(parameters, image), image, classes);

    internal static bool IsLarge(FeatureShape image) => Math.Min(image.Height, image.Width) >= LargeSide;

    /// <summary>The norm that the parameters describe.</summary>
    internal static NormSettings ReadNorm(ParameterReader parameters, NormKind standard) => new(
        parameters.IsStandard("norm") ? standard : parameters.Choice<NormKind>("norm"),
        parameters.Choice("norm_position") == "after_activation",
        parameters.Real("norm_momentum"),
        parameters.Choice("norm_running_variance") == "biased",
        parameters.Whole("norm_groups"));

    /// <summary>A number of channels, scaled; at least 1.</summary>
    internal static int Scale(int channels, double factor) =>
        Math.Max(1, (int)Math.Round(channels * factor, MidpointRounding.AwayFromZero));

    /// <summary>A list with one entry, repeated; a longer list as it is.</summary>
    internal static IReadOnlyList<int> Repeat(IReadOnlyList<int> list, int count) =>
        list.Count == 1 ? [.. Enumerable.Repeat(list[0], count)] : list;
}

namespace SweepCluster.Contracts.Zoo;

/// <summary>A well-known network as a family with values of its hyperparameters.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Family">The family.</param>
/// <param name="Side">The height and width of the images it was made for, in pixels.</param>
/// <param name="Settings">The values that differ from the family's own, as they are written in a sweep file.</param>
public sealed record ModelPreset(string Name, string Family, int Side, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>All presets.</summary>
    public static IReadOnlyList<ModelPreset> All { get; } =
    [
        new("lenet5", "lenet", 28, Values(("lenet_activation", "sigmoid"), ("lenet_pool", "avg"))),
        Vgg("vgg11", "1-1-2-2-2", "64"),
        Vgg("vgg13", "2-2-2-2-2", "64"),
        Vgg("vgg16", "2-2-3-3-3", "64"),
        Vgg("vgg19", "2-2-4-4-4", "64"),
        Vgg("vgg11_small", "1-1-2-2-2", "16"),
        ResNet("resnet18", "2-2-2-2", "v1"),
        ResNet("resnet34", "3-4-6-3", "v1"),
        ResNet("resnet50", "3-4-6-3", "v1_bottleneck"),
        ResNet("resnet101", "3-4-23-3", "v1_bottleneck"),
        ResNet("resnet152", "3-8-36-3", "v1_bottleneck"),
        DenseNet("densenet121", "6-12-24-16"),
        DenseNet("densenet169", "6-12-32-32"),
        DenseNet("densenet201", "6-12-48-32"),
    ];

    private static ModelPreset Vgg(string name, string convolutions, string width) =>
        new(name, "vgg", 224, Values(("vgg_convs", convolutions), ("vgg_width", width), ("vgg_fc", "4096-4096")));

    private static ModelPreset ResNet(string name, string units, string block) => new(
        name, "resnet", 224, Values(("resnet_units", units), ("resnet_block", block), ("resnet_width", "64"), ("resnet_stem", "large")));

    private static ModelPreset DenseNet(string name, string layers) => new(name, "densenet", 224, Values(
        ("densenet_layers", layers),
        ("densenet_growth", "32"),
        ("densenet_init", "64"),
        ("densenet_bottleneck", "4"),
        ("densenet_stem", "large")));

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);
}

using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo;

/// <summary>What a network must know of a data set before it can be laid out.</summary>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Classes">How many classes there are.</param>
public readonly record struct DatasetShape(int Channels, int Classes)
{
    /// <summary>The shape of an image of that height and width.</summary>
    public FeatureShape Image(int side) => new(Channels, side, side);
}

/// <summary>The shapes of the data sets that are known by name.</summary>
public static class DatasetCatalog
{
    private static readonly Dictionary<string, DatasetShape> Shapes = new(StringComparer.Ordinal)
    {
        ["fashion-mnist"] = new(1, 10),
        ["mnist"] = new(1, 10),
        ["cifar10"] = new(3, 10),
        ["synthetic"] = new(1, 10),
    };

    /// <summary>The likeliest shape of a data set that is not known, such as a folder of photographs.</summary>
    public static DatasetShape Guess { get; } = new(3, 10);

    /// <summary>The data set's shape; null when it is not known by name.</summary>
    public static DatasetShape? Find(string dataset) => Shapes.TryGetValue(dataset, out var shape) ? shape : null;
}

using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Models;

/// <summary>The families of networks that the parameter <c>model</c> can name.</summary>
internal static class ModelZoo
{
    private static readonly Dictionary<string, Func<ParameterReader, IArchitecture>> Readers = new()
    {
        [LeNet.Family] = LeNet.From,
        [ResNet.Family] = ResNet.From,
    };

    /// <summary>The families that can be built; the catalogue must name the same.</summary>
    public static IEnumerable<string> Families => Readers.Keys;

    /// <summary>The architecture that the parameters describe.</summary>
    public static IArchitecture Read(ParameterReader parameters) => Readers[parameters.Choice("model")](parameters);
}

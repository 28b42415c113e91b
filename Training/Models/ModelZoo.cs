using SweepCluster.Contracts.Zoo;
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

    /// <summary>The architecture that the parameters describe.</summary>
    public static IArchitecture Read(ParameterReader parameters) => Readers[parameters.Choice("model")](parameters);

    /// <summary>True when every family of the catalogue can be built here, and no other.</summary>
    public static bool MatchesCatalog => Readers.Keys.Order().SequenceEqual(HyperparameterCatalog.Families.Order());
}

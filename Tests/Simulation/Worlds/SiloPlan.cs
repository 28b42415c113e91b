using System.Text.Json.Serialization;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>One silo of a world.</summary>
/// <param name="Cpu">How many slots of the kind cpu it has.</param>
/// <param name="Gpu">How many slots of the kind gpu it has.</param>
internal sealed record SiloPlan(int Cpu, int Gpu = 0)
{
    /// <summary>The memory of each of its slots in GiB; null when it is not known.</summary>
    public int? Memory { get; init; }

    /// <summary>The same in bytes.</summary>
    [JsonIgnore]
    public long? Bytes => (long?)Memory << 30;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>All that a simulated run depends on. It prints as one line of JSON, from which the run can be repeated.</summary>
internal sealed record WorldPlan(int Seed, ImmutableArray<SiloPlan> Silos, ImmutableArray<SweepPlan> Sweeps)
{
    public FaultRates Faults { get; init; } = new();

    public Planted Planted { get; init; }

    /// <summary>When the run is given up if sweeps are not over by then, in seconds.</summary>
    public double Deadline { get; init; } = 40_000;

    /// <summary>The memory of a slot in bytes; null when it is not known.</summary>
    public long? MemoryOf(SlotId slot) => Silos[int.Parse(slot.Silo["silo-".Length..], CultureInfo.InvariantCulture)].Bytes;

    public static WorldPlan Parse(string json) =>
        JsonSerializer.Deserialize<WorldPlan>(json) ?? throw new FormatException("The world's plan was the JSON null.");

    public override string ToString() => JsonSerializer.Serialize(this);
}

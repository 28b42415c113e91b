using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>Who is there: silos, devices, slots; its key is 0. For people to look at; nothing is decided by it.</summary>
[Alias("cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a silo's heartbeat; a silo that is silent for 15 seconds disappears from the view.</summary>
    [Alias("heartbeat"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Heartbeat(SiloView silo);

    /// <summary>The silos heard of in the last 15 seconds, by name.</summary>
    [Alias("silos"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<SiloView>> GetSilos();
}

/// <summary>A silo as it describes itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its Orleans address.</param>
/// <param name="Slots">Its slots.</param>
[GenerateSerializer, Alias("silo-view"), Immutable]
public sealed record SiloView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] ImmutableArray<SlotView> Slots)
{
    /// <summary>The graphics processors it offers, faulted ones included; empty from a silo that does not tell.</summary>
    [Id(3)]
    public ImmutableArray<GpuView> Gpus { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>A slot as its silo describes it.</summary>
/// <param name="Id">The slot.</param>
/// <param name="Device">The kind of its device.</param>
/// <param name="State">One word: <c>starting</c>, <c>idle</c>, <c>running</c>, <c>draining</c> or <c>broken</c>.</param>
/// <param name="Attempt">The attempt it runs; null when it runs none.</param>
[GenerateSerializer, Alias("slot-view"), Immutable]
public sealed record SlotView(
    [property: Id(0)] SlotId Id,
    [property: Id(1)] DeviceKind Device,
    [property: Id(2)] string State,
    [property: Id(3)] AttemptId? Attempt)
{
    /// <summary>Its share of its device's memory, in bytes; null when it is not known.</summary>
    [Id(4)]
    public long? Memory { get; init; }
}

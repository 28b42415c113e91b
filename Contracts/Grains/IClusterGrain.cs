using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>Who is there: silos, devices, slots; its key is 0. For people to look at, and to tell silos to drain; nothing else is decided by it.</summary>
[Alias("cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Takes a silo's heartbeat and answers what an operator wants of it that it has not done yet. A silo that is silent for 15 seconds
    /// disappears from the view.
    /// </summary>
    [Alias("heartbeat"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<SiloOrder> Heartbeat(SiloView silo);

    /// <summary>
    /// Tells a silo to drain or to work, with the answer to its next heartbeat. From then on the silo itself remembers and tells it; a silo
    /// that is started again works.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No silo of that name was heard of in the last 15 seconds.</exception>
    [Alias("order"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Order(string silo, SiloOrder order);

    /// <summary>The silos heard of in the last 15 seconds, by name.</summary>
    [Alias("silos"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<SiloView>> GetSilos();

    /// <summary>The same now, and again whenever something about it has changed.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    [Alias("watch-silos"), AlwaysInterleave]
    IAsyncEnumerable<ImmutableArray<SiloView>> WatchSilos(CancellationToken cancellationToken = default);
}

/// <summary>What an operator wants of a silo.</summary>
[GenerateSerializer]
public enum SiloOrder
{
    /// <summary>Nothing that it does not do already.</summary>
    None,

    /// <summary>To take no work; what runs stops at the end of its step and goes on elsewhere.</summary>
    Drain,

    /// <summary>To take work again.</summary>
    Work,
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
    /// <summary>True when the silo takes no work, or will not from its next heartbeat on.</summary>
    [Id(3)]
    public bool IsDraining { get; init; }

    /// <summary>The graphics processors it offers, faulted ones included; empty from a silo that does not tell.</summary>
    [Id(4)]
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

using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Attempts;

/// <summary>A free slot asking for work.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="SiloAddress">The Orleans address of the slot's silo, by which its death is recognised.</param>
/// <param name="Device">The kind of the slot's device; never <see cref="DeviceKind.Any"/>.</param>
[GenerateSerializer, Alias("slot-offer"), Immutable]
public sealed record SlotOffer(
    [property: Id(0)] SlotId Slot,
    [property: Id(1)] string SiloAddress,
    [property: Id(2)] DeviceKind Device)
{
    /// <summary>The slot's share of its device's memory, in bytes; null when it is not known.</summary>
    [Id(3)]
    public long? Memory { get; init; }

    /// <summary>What stands for the silo of a program outside the cluster, whose death only its silence tells.</summary>
    public const string Outside = "";

    /// <summary>The offer of a program outside the cluster.</summary>
    /// <param name="worker">By what it is recognised when it asks again; one trial at a time.</param>
    public static SlotOffer OfProgram(string worker) => new(new SlotId("outside", worker, 0), Outside, DeviceKind.Any);

    /// <summary>True when it comes from a program outside the cluster.</summary>
    public bool IsOutside => SiloAddress == Outside;
}

/// <summary>A sweep's answer to a slot that asks for work. A closed family.</summary>
[GenerateSerializer, Alias("lease-reply"), Immutable]
public abstract record LeaseReply;

/// <summary>The slot has work.</summary>
/// <param name="Lease">The lease, already committed to the event log.</param>
[GenerateSerializer, Alias("lease-granted"), Immutable]
public sealed record LeaseGranted([property: Id(0)] Lease Lease) : LeaseReply;

/// <summary>Nothing to do for this slot now.</summary>
/// <param name="Reason">One phrase for people, such as <c>paused</c>.</param>
[GenerateSerializer, Alias("lease-refused"), Immutable]
public sealed record LeaseRefused([property: Id(0)] string Reason) : LeaseReply;

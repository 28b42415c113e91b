using SweepCluster.Contracts.Files;

namespace SweepCluster.Contracts.Specs;

/// <summary>The kinds of device a sweep can ask for.</summary>
[GenerateSerializer]
public enum DeviceKind
{
    /// <summary>Whatever is free.</summary>
    Any,

    /// <summary>A share of a silo's processor cores.</summary>
    Cpu,

    /// <summary>A graphics processor.</summary>
    Gpu,
}

/// <summary>Which slots a sweep may use, and its share of them.</summary>
/// <param name="Device">The kind of device. Default: any.</param>
/// <param name="Priority">A sweep of higher priority is served first; from 0 to 100. Default: 50.</param>
/// <param name="Weight">The sweep's share among sweeps of equal priority; above 0. Default: 1.</param>
[GenerateSerializer, Alias("resources"), Immutable]
public sealed record ResourcesSpec(
    [property: Id(0)] DeviceKind Device = DeviceKind.Any,
    [property: Id(1)] int Priority = 50,
    [property: Id(2)] double Weight = 1)
{
    /// <summary>The least memory a slot must offer, in bytes; null when any slot will do. Default: null.</summary>
    [Id(3)]
    public long? Memory { get; init; }

    /// <summary>Why a slot cannot serve the sweep, as a phrase for people; null when it can.</summary>
    /// <param name="device">The kind of the slot's device.</param>
    /// <param name="memory">The slot's memory in bytes; null when it is not known, which is not enough for a sweep that needs some.</param>
    public string? ObstacleOn(DeviceKind device, long? memory) =>
        Device != DeviceKind.Any && Device != device ? $"needs a {Device} slot"
        : Memory is not { } needed || memory >= needed ? null
        : $"needs a slot with {SizeText.Rounded(needed)} of memory; this one has {(memory is { } has ? SizeText.Rounded(has) : "an unknown amount")}";
}

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
    [property: Id(2)] double Weight = 1);

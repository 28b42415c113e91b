namespace SweepCluster.Contracts.Grains;

/// <summary>A graphics processor, or a MIG part of one, as its silo last saw it. What is not known is null.</summary>
/// <param name="Device">The device, such as <c>cuda:0</c>, or <c>cuda:0-1</c> for part 1 of graphics processor 0.</param>
/// <param name="Uuid">What the driver calls it; silos that share it by time slicing all name the same.</param>
/// <param name="Name">Its model.</param>
/// <param name="Memory">Its memory, in bytes.</param>
/// <param name="MemoryUsed">How much of that is in use, by whatever process, in bytes.</param>
/// <param name="Utilization">How busy it is, from 0 to 1.</param>
/// <param name="Celsius">Its temperature, in degrees Celsius.</param>
/// <param name="Watts">The power it draws, in watts.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
[GenerateSerializer, Alias("gpu-view"), Immutable]
public sealed record GpuView(
    [property: Id(0)] string Device,
    [property: Id(1)] string? Uuid,
    [property: Id(2)] string? Name,
    [property: Id(3)] long? Memory,
    [property: Id(4)] long? MemoryUsed,
    [property: Id(5)] double? Utilization,
    [property: Id(6)] double? Celsius,
    [property: Id(7)] double? Watts,
    [property: Id(8)] string? Fault);

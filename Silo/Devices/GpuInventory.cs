using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Devices;

/// <summary>The graphics processors of this machine at one look.</summary>
/// <param name="Source">Who was asked: <c>nvml</c>, <c>nvidia-smi</c> or <c>none</c>.</param>
/// <param name="Gpus">All that may be used, faulted ones included; one that is divided by MIG stands here as its parts.</param>
/// <param name="Trouble">Why none could be listed; null when they were, or when there is no driver to ask.</param>
public sealed record GpuInventory(string Source, ImmutableArray<GpuView> Gpus, string? Trouble = null)
{
    /// <summary>A machine without a driver.</summary>
    public static GpuInventory None { get; } = new("none", []);
}

namespace SweepCluster.Silo.Devices;

/// <summary>Asks NVIDIA's management library, then <c>nvidia-smi</c>; a machine with neither has no usable graphics processor.</summary>
public sealed class GpuProbe : IGpuSource
{
    private readonly NvmlSource _nvml = new();
    private readonly NvidiaSmiSource _program = new();

    /// <inheritdoc/>
    public GpuInventory Look() => _nvml.Look() ?? _program.Look() ?? GpuInventory.None;
}

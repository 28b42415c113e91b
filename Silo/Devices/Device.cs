using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>A device of this machine that can train.</summary>
/// <param name="Name">Its name: <c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Slots">How many attempts it runs at once; at least 1.</param>
/// <param name="ThreadsPerSlot">How many processor threads each of them may use; at least 1.</param>
public sealed record Device(string Name, DeviceKind Kind, int Slots, int ThreadsPerSlot)
{
    /// <summary>What <c>CUDA_VISIBLE_DEVICES</c> must be for a process that may see this device only.</summary>
    public string VisibleCudaDevices => Kind == DeviceKind.Gpu ? Name["cuda:".Length..] : "";
}

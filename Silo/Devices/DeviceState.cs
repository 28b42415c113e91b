using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>What is known of a device at the moment, for its slots.</summary>
/// <param name="device">The device.</param>
/// <param name="gpus">Watches the graphics processors.</param>
/// <param name="memory">What all slots on the processor share, in bytes; null when it is not known.</param>
/// <param name="silosPerGpu">How many silos share a graphics processor; at least 1.</param>
internal sealed class DeviceState(Device device, GpuWatch gpus, long? memory, int silosPerGpu)
{
    /// <summary>Why the device cannot be used; null when it can.</summary>
    public string? Fault => FaultIn(gpus.Current);

    /// <summary>The share of one slot in the device's memory, in bytes; null when it is not known.</summary>
    public long? SlotMemory => IsGpu ? Find(gpus.Current)?.Memory / (device.Slots * silosPerGpu) : memory / device.Slots;

    /// <summary>What a process must have in its environment to see this device and no other.</summary>
    public IReadOnlyDictionary<string, string> Environment => IsGpu
        ? new Dictionary<string, string>
        {
            ["CUDA_VISIBLE_DEVICES"] = Find(gpus.Current)?.Uuid ?? device.Name["cuda:".Length..],
            // By default CUDA numbers devices by speed; the driver's library and nvidia-smi, by their place on the bus.
            ["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID",
        }
        : new Dictionary<string, string> { ["CUDA_VISIBLE_DEVICES"] = "" };

    private bool IsGpu => device.Kind == DeviceKind.Gpu;

    /// <summary>Looks at the device now; why it cannot be used, or null.</summary>
    public async Task<string?> LookAsync() => IsGpu ? FaultIn(await gpus.LookAsync()) : null;

    private string? FaultIn(GpuInventory inventory) => (IsGpu, Find(inventory)) switch
    {
        (false, _) => null,
        (_, { } found) => found.Fault,
        _ => inventory.Trouble ?? Absence(inventory),
    };

    private string? Absence(GpuInventory inventory)
    {
        var parts = inventory.Gpus.Select(gpu => gpu.Device).Where(name => name.StartsWith(device.Name + "-", StringComparison.Ordinal)).ToList();
        return parts.Count > 0 ? $"MIG divides it into {string.Join(", ", parts)}, which can be offered in its place"
            : inventory.Source == GpuInventory.None.Source ? null
            : $"{inventory.Source} does not list it";
    }

    private GpuView? Find(GpuInventory inventory) => inventory.Gpus.FirstOrDefault(gpu => gpu.Device == device.Name);
}

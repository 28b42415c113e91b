using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// Which graphics processors a silo has seen, so that each keeps its name: a driver that finds one less numbers the others anew. One that
/// is not listed any more is faulted, not forgotten.
/// </summary>
internal sealed class GpuRoll
{
    /// <summary>What each device was when it was last well.</summary>
    private readonly Dictionary<string, GpuView> _well = [];

    /// <summary>The same inventory under the names that devices had before, with those that are missing.</summary>
    public GpuInventory Call(GpuInventory seen)
    {
        var present = new Dictionary<string, GpuView>();
        foreach (var gpu in seen.Gpus.DistinctBy(gpu => gpu.Uuid ?? gpu.Device).OrderByDescending(gpu => NameOf(gpu.Uuid) is not null))
        {
            var name = NameOf(gpu.Uuid) ?? gpu.Device;
            present.TryAdd(name, Remembered(gpu with { Device = name }));
        }

        foreach (var gpu in present.Values.Where(gpu => gpu.Fault is null))
        {
            _well[gpu.Device] = gpu;
        }

        var missing = _well.Values.Where(gpu => !present.ContainsKey(gpu.Device))
            .Select(gpu => Lost(gpu, seen.Trouble ?? "the driver does not list it any more"));
        return seen with { Gpus = [.. present.Values.Concat(missing).OrderBy(gpu => gpu.Device.Length).ThenBy(gpu => gpu.Device, StringComparer.Ordinal)] };
    }

    private string? NameOf(string? uuid) => uuid is null ? null : _well.Values.FirstOrDefault(gpu => gpu.Uuid == uuid)?.Device;

    /// <summary>A faulted device may not even say what it is.</summary>
    private GpuView Remembered(GpuView gpu) => gpu.Fault is not null && _well.TryGetValue(gpu.Device, out var well)
        ? gpu with { Uuid = gpu.Uuid ?? well.Uuid, Name = gpu.Name ?? well.Name, Memory = gpu.Memory ?? well.Memory }
        : gpu;

    private static GpuView Lost(GpuView gpu, string fault) => gpu with
    {
        MemoryUsed = null,
        Utilization = null,
        Celsius = null,
        Watts = null,
        Fault = fault,
    };
}

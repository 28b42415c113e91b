using System.Globalization;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// Reads the setting that says which devices a silo offers: <c>auto</c>, <c>cpu</c> (one slot with all cores), <c>cpu:N</c> (N slots that
/// share the cores), <c>cuda:0,cuda:1</c>.
/// </summary>
public static class DeviceList
{
    private const string Allowed = "auto, cpu, cpu:N, or a list such as cuda:0,cuda:1";

    /// <summary>The devices that the setting names on this machine.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="gpuSlots">How many slots each graphics processor gets; at least 1.</param>
    /// <param name="cores">How many processor cores the machine has; at least 1.</param>
    /// <param name="discovery">Finds graphics processors for <c>auto</c>.</param>
    /// <exception cref="FormatException">The setting is none of these, or names a device twice.</exception>
    public static IReadOnlyList<Device> Read(string setting, int gpuSlots, int cores, IDeviceDiscovery discovery)
    {
        if (setting == "auto")
        {
            var gpus = discovery.FindGpus();
            return gpus.Count > 0 ? [.. gpus.Select(index => Gpu(index, gpuSlots, cores))] : [Cpu(cores, cores)];
        }

        var devices = setting.Split(',', StringSplitOptions.TrimEntries).Select(name => ReadOne(name, gpuSlots, cores)).ToList();
        return devices.DistinctBy(device => device.Name).Count() == devices.Count
            ? devices
            : throw new FormatException($"Devices '{setting}' names a device twice; allowed: {Allowed}.");
    }

    private static Device ReadOne(string name, int gpuSlots, int cores)
    {
        var (kind, number) = name.Split(':') switch
        {
            [var only] => (only, (int?)null),
            [var first, var second] when int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => (first, n),
            _ => ("", null),
        };
        return (kind, number) switch
        {
            ("cpu", null) => Cpu(1, cores),
            ("cpu", >= 1 and <= 1024) => Cpu(number.Value, cores),
            ("cuda", { } index) => Gpu(index, gpuSlots, cores),
            _ => throw new FormatException($"Devices holds '{name}'; allowed: {Allowed}."),
        };
    }

    private static Device Cpu(int slots, int cores) => new("cpu", DeviceKind.Cpu, slots, Math.Max(1, cores / slots));

    private static Device Gpu(int index, int slots, int cores) => new(
        string.Create(CultureInfo.InvariantCulture, $"cuda:{index}"), DeviceKind.Gpu, slots, Math.Max(1, Math.Min(4, cores / slots)));
}

using System.Globalization;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// Reads the setting that says which devices a silo offers: <c>auto</c>, <c>cpu</c> (one slot with all cores), <c>cpu:N</c> (N slots that
/// share the cores), <c>cuda:0,cuda:1</c>, <c>cuda:0-1</c> (part 1 of a graphics processor that is divided by MIG).
/// </summary>
public static partial class DeviceList
{
    private const string Auto = "auto";
    private const string Allowed = "auto, cpu, cpu:N, or a list such as cuda:0,cuda:1, with cuda:N-M for MIG part M";

    /// <summary>The devices that the setting names on this machine.</summary>
    /// <param name="setting">The setting. <c>auto</c> means the processor where no graphics processor can be used.</param>
    /// <param name="gpuSlots">How many slots each graphics processor gets; at least 1.</param>
    /// <param name="cores">How many processor cores the machine has; at least 1.</param>
    /// <param name="gpus">The graphics processors of this machine; none where only the text is to be checked.</param>
    /// <exception cref="FormatException">The setting is none of these, or names a device twice.</exception>
    public static IReadOnlyList<Device> Read(string setting, int gpuSlots, int cores, IReadOnlyCollection<GpuView> gpus)
    {
        if (setting == Auto)
        {
            return gpus.Any(gpu => gpu.Fault is null) ? [.. gpus.Select(gpu => Gpu(gpu.Device, gpuSlots, cores))] : [Cpu(cores, cores)];
        }

        var devices = Names(setting).Select(name => ReadOne(name, gpuSlots, cores)).ToList();
        return devices.DistinctBy(device => device.Name).Count() == devices.Count
            ? devices
            : throw new FormatException($"Devices '{setting}' names a device twice; allowed: {Allowed}.");
    }

    /// <summary>True when the setting can mean graphics processors.</summary>
    public static bool MayHoldGpus(string setting) => setting == Auto || setting.Contains("cuda", StringComparison.Ordinal);

    /// <summary>True when the setting means the device, or the one of which it is a part.</summary>
    public static bool Holds(string setting, string device) =>
        setting == Auto || Names(setting).Any(name => device == name || device.StartsWith(name + "-", StringComparison.Ordinal));

    private static string[] Names(string setting) => setting.Split(',', StringSplitOptions.TrimEntries);

    private static Device ReadOne(string name, int gpuSlots, int cores)
    {
        var match = Pattern().Match(name);
        var slots = match.Groups["slots"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 1;
        return !match.Success || slots is < 1 or > 1024 ? throw new FormatException($"Devices holds '{name}'; allowed: {Allowed}.")
            : name.StartsWith("cuda", StringComparison.Ordinal) ? Gpu(name, gpuSlots, cores)
            : Cpu(slots, cores);
    }

    private static Device Cpu(int slots, int cores) => new("cpu", DeviceKind.Cpu, slots, Math.Max(1, cores / slots));

    private static Device Gpu(string name, int slots, int cores) =>
        new(name, DeviceKind.Gpu, slots, Math.Max(1, Math.Min(4, cores / slots)));

    [GeneratedRegex(@"^(cpu(:(?<slots>[0-9]{1,9}))?|cuda:(0|[1-9][0-9]{0,3})(-(0|[1-9][0-9]?))?)\z")]
    private static partial Regex Pattern();
}

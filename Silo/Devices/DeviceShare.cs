using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Silo.Devices;

/// <summary>What one of several silos on a machine offers of its devices.</summary>
/// <param name="Devices">The devices, as <see cref="DeviceList"/> reads them.</param>
/// <param name="Cores">How many processor cores its slots share; 0 for all, where it has slots on graphics processors only.</param>
public sealed record DeviceShare(string Devices, int Cores)
{
    /// <summary>How much memory its slots on the processor share, in bytes; null for all that there is.</summary>
    public long? Memory { get; init; }

    /// <summary>The same as the setting that says it.</summary>
    public string MemorySetting => Memory is { } bytes ? SizeText.Exact(bytes) : "";

    /// <summary>How many silos can have a share: every one needs a processor slot or a graphics processor.</summary>
    public static int Most(IReadOnlyList<Device> devices) => devices.Sum(device => device.Kind == DeviceKind.Cpu ? device.Slots : 1);

    /// <summary>Deals graphics processors, then processor slots out in turn; slots keep the threads they would have had in one silo.</summary>
    /// <param name="devices">The machine's devices.</param>
    /// <param name="silos">How many silos share them; from 1 to <see cref="Most"/>.</param>
    /// <param name="memory">How much memory all slots on the processor share, in bytes; null when it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few devices or no silo.</exception>
    public static ImmutableArray<DeviceShare> Divide(IReadOnlyList<Device> devices, int silos, long? memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silos, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silos, Most(devices));
        var parts = devices.OrderByDescending(device => device.Kind == DeviceKind.Gpu)
            .SelectMany(device => Enumerable.Repeat(device, device.Kind == DeviceKind.Cpu ? device.Slots : 1))
            .Select((device, index) => (Device: device, Silo: index % silos))
            .ToLookup(part => part.Silo, part => part.Device);
        var perSlot = memory / Math.Max(1, devices.Where(device => device.Kind == DeviceKind.Cpu).Sum(device => device.Slots));
        return [.. Enumerable.Range(0, silos).Select(silo => Of([.. parts[silo]], perSlot))];
    }

    private static DeviceShare Of(ImmutableArray<Device> parts, long? perSlot)
    {
        var slots = parts.Where(device => device.Kind == DeviceKind.Cpu).ToImmutableArray();
        var names = parts.Where(device => device.Kind == DeviceKind.Gpu).Select(device => device.Name);
        return slots.IsEmpty
            ? new DeviceShare(string.Join(',', names), 0)
            : new DeviceShare(
                string.Join(',', names.Append(string.Create(CultureInfo.InvariantCulture, $"cpu:{slots.Length}"))),
                slots.Sum(device => device.ThreadsPerSlot))
            {
                Memory = perSlot * slots.Length,
            };
    }
}

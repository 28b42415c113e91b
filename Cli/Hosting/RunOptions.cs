using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Hosting;

/// <summary>How the cluster in this process is set up.</summary>
/// <param name="Devices">Which slots it has; see <see cref="DeviceList"/>.</param>
/// <param name="ServesAll">True when the slots work for every running sweep of the home; false when they wait to be told which.</param>
/// <param name="WarmsUp">True when slots keep a process of the built-in trainer ready; false where only users' programs will run.</param>
internal sealed record RunOptions(string Devices, bool ServesAll = false, bool WarmsUp = true)
{
    /// <summary>How many silos share the devices: one in this process, the others in processes of their own; from 1 to 16.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Told what happens to the other silos.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Why the text is no choice of devices; null when it is one.</summary>
    public static string? Refusal(string devices)
    {
        try
        {
            DeviceList.Read(devices, 1, Environment.ProcessorCount, []);
            return null;
        }
        catch (FormatException exception)
        {
            return $"--devices: {exception.Message}";
        }
    }

    /// <summary>The slots that this machine will have, as they would look to the cluster.</summary>
    public IReadOnlyList<SlotView> Slots()
    {
        var gpus = new GpuProbe().Look().Gpus;
        return [.. DeviceList.Read(Devices, 1, Environment.ProcessorCount, gpus).Select(device => View(device, gpus))];
    }

    /// <summary>What each silo offers of the devices.</summary>
    /// <exception cref="CliException">There are fewer slots than silos.</exception>
    public ImmutableArray<DeviceShare> Shares()
    {
        if (Silos == 1)
        {
            return [new DeviceShare(Devices, 0)];
        }

        var devices = Read();
        var most = DeviceShare.Most(devices);
        return Silos <= most
            ? DeviceShare.Divide(devices, Silos, MachineMemory.Usable())
            : throw new CliException(
                ExitCodes.BadUsage,
                $"--silos was {Silos}, but --devices {Devices} has {most} here to divide; --devices cpu:{Silos} makes {Silos} slots that share the cores.");
    }

    private static SlotView View(Device device, IEnumerable<GpuView> gpus) => new(new SlotId("local", device.Name, 0), device.Kind, "idle", null)
    {
        Memory = device.Kind == DeviceKind.Gpu
            ? gpus.FirstOrDefault(gpu => gpu.Device == device.Name)?.Memory / device.Slots
            : MachineMemory.Usable() / device.Slots,
    };

    private IReadOnlyList<Device> Read() => DeviceList.Read(Devices, 1, Environment.ProcessorCount, new GpuProbe().Look().Gpus);
}

using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Hosting;

/// <summary>How the cluster in this process is set up.</summary>
/// <param name="Devices">Which slots it has; see <see cref="DeviceList"/>.</param>
/// <param name="ServesAll">True when the slots work for every running sweep of the home; false when they wait to be told which.</param>
/// <param name="WarmsUp">True when slots keep a process of the built-in trainer ready; false where only users' programs will run.</param>
internal sealed record RunOptions(string Devices, bool ServesAll = false, bool WarmsUp = true)
{
    /// <summary>Why the text is no choice of devices; null when it is one.</summary>
    public static string? Refusal(string devices)
    {
        try
        {
            DeviceList.Read(devices, 1, Environment.ProcessorCount, new NoGpus());
            return null;
        }
        catch (FormatException exception)
        {
            return $"--devices: {exception.Message}";
        }
    }

    /// <summary>The kinds of device that this machine has slots of.</summary>
    public IReadOnlyList<DeviceKind> Kinds() =>
        [.. DeviceList.Read(Devices, 1, Environment.ProcessorCount, new NvidiaSmiDiscovery()).Select(device => device.Kind).Distinct()];

    /// <summary>Whether a text can be read does not depend on the graphics processors of this machine.</summary>
    private sealed class NoGpus : IDeviceDiscovery
    {
        public IReadOnlyList<int> FindGpus() => [];
    }
}

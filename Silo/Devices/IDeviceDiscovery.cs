namespace SweepCluster.Silo.Devices;

/// <summary>Finds the graphics processors of this machine.</summary>
public interface IDeviceDiscovery
{
    /// <summary>The indices of the graphics processors; empty when there are none.</summary>
    IReadOnlyList<int> FindGpus();
}

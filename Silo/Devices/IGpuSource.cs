namespace SweepCluster.Silo.Devices;

/// <summary>A way to look at the graphics processors of this machine. Not for several threads at once.</summary>
public interface IGpuSource
{
    /// <summary>What is there now; null when this machine lacks what the source asks. May block for as long as the driver does.</summary>
    GpuInventory? Look();
}

namespace SweepCluster.Silo.Devices;

/// <summary>NVML's answers that matter here, with its own numbers; others occur.</summary>
internal enum NvmlCode
{
    Success = 0,

    /// <summary>The device does not have what was asked for, as a MIG part has no temperature of its own.</summary>
    NotSupported = 3,

    /// <summary>The device is not for this container or user.</summary>
    NoPermission = 4,
    NotFound = 6,

    /// <summary>Health: no device can be used.</summary>
    DriverNotLoaded = 9,

    /// <summary>Health: the device has fallen off the bus.</summary>
    GpuIsLost = 15,

    /// <summary>Health: the device must be reset.</summary>
    ResetRequired = 16,

    /// <summary>Health: the driver was updated under the library; no device can be used until the machine restarts.</summary>
    LibraryMismatch = 18,
}

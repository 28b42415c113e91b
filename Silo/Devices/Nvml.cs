using System.Reflection;
using System.Runtime.InteropServices;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// The functions of NVIDIA's management library (NVML) that are used here, under their names without the prefix. Every one answers a
/// <see cref="NvmlCode"/>. The library comes with the driver; the environment variable <c>SWEEP_NVML</c> names another file.
/// </summary>
internal static partial class Nvml
{
    /// <summary>The length of the buffers for texts that NVML asks for.</summary>
    public const int TextLength = 96;

    private const string Library = "nvml";
    private const string DefaultFile = "libnvidia-ml.so.1";

    static Nvml() => NativeLibrary.SetDllImportResolver(typeof(Nvml).Assembly, Resolve);

    [LibraryImport(Library, EntryPoint = "nvmlInit_v2")]
    public static partial NvmlCode Init();

    [LibraryImport(Library, EntryPoint = "nvmlShutdown")]
    public static partial NvmlCode Shutdown();

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetCount_v2")]
    public static partial NvmlCode GetCount(out uint count);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    public static partial NvmlCode GetHandle(uint index, out nint device);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetUUID")]
    public static partial NvmlCode GetUuid(nint device, Span<byte> text, uint length);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetName")]
    public static partial NvmlCode GetName(nint device, Span<byte> text, uint length);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    public static partial NvmlCode GetMemory(nint device, out MemoryInfo memory);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetUtilizationRates")]
    public static partial NvmlCode GetUtilization(nint device, out Utilization utilization);

    /// <param name="device">The device.</param>
    /// <param name="sensor">0 for the processor itself, the only sensor there is.</param>
    /// <param name="celsius">In degrees Celsius.</param>
    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetTemperature")]
    public static partial NvmlCode GetTemperature(nint device, uint sensor, out uint celsius);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetPowerUsage")]
    public static partial NvmlCode GetPower(nint device, out uint milliwatts);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMigMode")]
    public static partial NvmlCode GetMigMode(nint device, out uint current, out uint pending);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMaxMigDeviceCount")]
    public static partial NvmlCode GetMigCount(nint device, out uint count);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMigDeviceHandleByIndex")]
    public static partial NvmlCode GetMigHandle(nint device, uint index, out nint part);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == Library && NativeLibrary.TryLoad(Environment.GetEnvironmentVariable("SWEEP_NVML") ?? DefaultFile, assembly, search, out var handle)
            ? handle
            : 0;

    /// <summary>How much memory a device has, in bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct MemoryInfo
    {
        public readonly ulong Total;
        public readonly ulong Free;
        public readonly ulong Used;
    }

    /// <summary>In which part of the last sampling period a device was busy, in percent.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Utilization
    {
        public readonly uint Gpu;
        public readonly uint Memory;
    }
}

using System.Runtime.InteropServices;
using SweepCluster.Contracts.Zoo;
using TorchSharp;

namespace SweepCluster.Training.Numerics;

/// <summary>
/// Lets libtorch compute convolutions and matrix products in a shorter number format while everything else stays in single precision.
/// TorchSharp has no call for it, so the C++ symbols that libtorch exports on Linux are looked up by name, once.
/// </summary>
internal sealed unsafe class Autocast
{
    private const sbyte Cpu = 0; // c10::DeviceType
    private const sbyte Cuda = 1;

    private readonly nint _setEnabled;
    private readonly nint _clearCache;
    private readonly sbyte _device;

    private Autocast(nint setEnabled, nint clearCache, sbyte device)
    {
        _setEnabled = setEnabled;
        _clearCache = clearCache;
        _device = device;
    }

    /// <summary>Prepares a number format; null for single precision, which needs nothing.</summary>
    /// <exception cref="InfeasibleException">This libtorch or device cannot compute in it.</exception>
    public static Autocast? For(torch.ScalarType type, torch.Device device)
    {
        if (type == torch.ScalarType.Float32)
        {
            return null;
        }

        if (type == torch.ScalarType.Float16 && device.type != DeviceType.CUDA)
        {
            throw new InfeasibleException($"The precision was float16 on {device.type}; it must be float32 or bfloat16 there.");
        }

        _ = torch.get_num_threads(); // makes TorchSharp load libtorch, so that the lookup below finds the same copy
        if (!NativeLibrary.TryLoad("libtorch_cpu.so", typeof(Autocast).Assembly, null, out var library) ||
            !NativeLibrary.TryGetExport(library, "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb", out var setEnabled) ||
            !NativeLibrary.TryGetExport(library, "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE", out var setType) ||
            !NativeLibrary.TryGetExport(library, "_ZN2at8autocast11clear_cacheEv", out var clearCache))
        {
            throw new InfeasibleException($"The precision was {type}; this libtorch exports no switch for it, so it must be float32.");
        }

        var kind = device.type == DeviceType.CUDA ? Cuda : Cpu;
        ((delegate* unmanaged<sbyte, sbyte, void>)setType)(kind, (sbyte)type);
        return new Autocast(setEnabled, clearCache, kind);
    }

    /// <summary>Switches on for the calling thread; the copies of weights that it made are forgotten when it is switched off.</summary>
    public void SetEnabled(bool enabled)
    {
        ((delegate* unmanaged<sbyte, byte, void>)_setEnabled)(_device, enabled ? (byte)1 : (byte)0);
        if (!enabled)
        {
            ((delegate* unmanaged<void>)_clearCache)();
        }
    }
}

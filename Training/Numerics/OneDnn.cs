using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace SweepCluster.Training.Numerics;

/// <summary>
/// Switches off oneDNN, the library that libtorch hands its convolutions to. TorchSharp has no call for it, so the C++ symbols that
/// libtorch exports on Linux are looked up by name; where they are missing the switch says so and nothing else happens.
/// </summary>
internal static unsafe class OneDnn
{
    private const string GlobalContextSymbol = "_ZN2at13globalContextEv";
    private const string SetEnabledSymbol = "_ZN2at7Context20setUserEnabledMkldnnEb";
    private const string SetNnpackEnabledSymbol = "_ZN2at7Context20setUserEnabledNNPACKEb";

    /// <summary>
    /// True when the processor reports no caches, as some virtual machines do. oneDNN sizes its blocks by them: with none it divides by
    /// zero for some convolution shapes and computes wrong numbers for others.
    /// </summary>
    public static bool ProcessorReportsNoCaches() =>
        X86Base.IsSupported && X86Base.CpuId(4, 0).Eax == 0 && X86Base.CpuId(unchecked((int)0x8000001D), 0).Eax == 0;

    /// <summary>
    /// Switches oneDNN on or off; false when this build of libtorch does not export the switch. NNPACK goes with it: libtorch tries it
    /// next, and where the processor reports no caches it refuses every single convolution with a line on standard error.
    /// </summary>
    public static bool TrySetEnabled(bool enabled)
    {
        _ = torch.get_num_threads(); // makes TorchSharp load libtorch, so that the lookup below finds the same copy
        if (!NativeLibrary.TryLoad("libtorch_cpu.so", typeof(OneDnn).Assembly, null, out var library) ||
            !NativeLibrary.TryGetExport(library, GlobalContextSymbol, out var globalContext) ||
            !NativeLibrary.TryGetExport(library, SetEnabledSymbol, out var setEnabled))
        {
            return false;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        Set(setEnabled, context, enabled);
        if (NativeLibrary.TryGetExport(library, SetNnpackEnabledSymbol, out var setNnpackEnabled))
        {
            Set(setNnpackEnabled, context, enabled);
        }

        return true;
    }

    private static void Set(nint function, nint context, bool enabled) =>
        ((delegate* unmanaged<nint, byte, void>)function)(context, enabled ? (byte)1 : (byte)0);
}

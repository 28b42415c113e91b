using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using SweepCluster.Training.Numerics;
using TorchSharp;

namespace SweepCluster.Training.Hosting;

/// <summary>What of this process and machine decides the last bits of a result.</summary>
internal static class TorchEnvironment
{
    public static string Program { get; } =
        $"sweep-trainer {typeof(TorchEnvironment).Assembly.GetName().Version!.ToString(fieldCount: 3)}";

    /// <summary>Loads libtorch with the settings that train fastest, and sets the calling thread's share of processors.</summary>
    public static void Load(int threads)
    {
        OpenMp.WaitPassively();
        Heap.KeepFreedMemory();
        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
    }

    public static IReadOnlyDictionary<string, string> Describe(NumericsReport numerics) => new Dictionary<string, string>
    {
        ["torch"] = torch.__version__,
        ["dotnet"] = Environment.Version.ToString(),
        ["os"] = RuntimeInformation.OSDescription,
        ["cpu"] = ProcessorName(),
        ["processors"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["threads"] = torch.get_num_threads().ToString(CultureInfo.InvariantCulture),
        ["cuda"] = torch.cuda.is_available() ? "yes" : "no",
        ["onednn"] = numerics.OneDnn ? "on" : "off",
        ["onednnReason"] = numerics.Reason,
        ["selfTestError"] = numerics.WorstError.ToString("g3", CultureInfo.InvariantCulture),
        ["deterministic"] = "on cpu, for the same machine, threads and libtorch",
    };

    /// <summary>The processor's own name: 48 letters in three leaves of CPUID.</summary>
    private static string ProcessorName()
    {
        const int FirstLeaf = unchecked((int)0x80000002);
        if (!X86Base.IsSupported)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        Span<int> registers = stackalloc int[12];
        for (var leaf = 0; leaf < 3; leaf++)
        {
            (registers[4 * leaf], registers[(4 * leaf) + 1], registers[(4 * leaf) + 2], registers[(4 * leaf) + 3]) =
                X86Base.CpuId(FirstLeaf + leaf, 0);
        }

        return System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes(registers)).TrimEnd('\0', ' ');
    }
}

using System.Runtime.InteropServices;

namespace SweepCluster.Training.Hosting;

/// <summary>Settings of OpenMP, whose threads libtorch computes with.</summary>
internal static partial class OpenMp
{
    /// <summary>
    /// Makes idle threads sleep instead of spin, unless the user has chosen. Slots share a machine's cores, and a thread that spins while
    /// its partner has no core stops both: an epoch of two threads took 17 s on two busy cores instead of 2 s. Call before libtorch is
    /// loaded; <see cref="Environment.SetEnvironmentVariable(string, string)"/> would not reach native code.
    /// </summary>
    public static void WaitPassively()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetEnvironmentVariable("OMP_WAIT_POLICY", "passive", overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}

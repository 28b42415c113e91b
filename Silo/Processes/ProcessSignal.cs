using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SweepCluster.Silo.Processes;

/// <summary>Signals to processes, for which .NET has no call but the one that kills.</summary>
internal static partial class ProcessSignal
{
    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>Sends a signal to a process that this one started; nothing happens when it is gone.</summary>
    public static void Send(Process process, int signal)
    {
        if (!process.HasExited)
        {
            _ = SendTo(process.Id, signal);
        }
    }

    /// <summary>Sends a signal to all processes of a group; no such group is fine.</summary>
    public static void SendToGroup(int group, int signal) => _ = SendTo(-group, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendTo(int id, int signal);
}

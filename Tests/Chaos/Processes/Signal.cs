using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SweepCluster.Chaos.Processes;

/// <summary>Linux signals, by their numbers.</summary>
internal enum Signal
{
    /// <summary>Interrupts; PostgreSQL shuts down fast.</summary>
    Interrupt = 2,

    /// <summary>Quits; PostgreSQL shuts down at once.</summary>
    Quit = 3,

    /// <summary>Kills.</summary>
    Kill = 9,

    /// <summary>Asks to end.</summary>
    Terminate = 15,

    /// <summary>Goes on after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>Stops until <see cref="Continue"/>.</summary>
    Stop = 19,
}

/// <summary>Sends signals to single processes.</summary>
internal static partial class Signals
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal; false when there is no such process.</summary>
    public static bool Send(int process, Signal signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(process, 2);
        if (Kill(process, (int)signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

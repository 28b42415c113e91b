using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SweepCluster.Training.Hosting;

/// <summary>Keeps the protocol's channel clean of what native libraries print.</summary>
internal static partial class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;

    /// <summary>
    /// Takes standard output for the caller alone: it is moved to a private descriptor, and whatever anybody else prints from now on goes
    /// to standard error. Call before libtorch is loaded.
    /// </summary>
    public static Stream TakeOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var taken = Duplicate(OutputDescriptor);
        if (taken < 0 || DuplicateTo(ErrorDescriptor, OutputDescriptor) < 0)
        {
            throw new IOException($"Standard output cannot be duplicated (error {Marshal.GetLastPInvokeError()}).");
        }

        return new FileStream(new SafeFileHandle(taken, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>
    /// Leaves the terminal's process group: Ctrl-C is for the silo, which then tells this process how to stop. Fails harmlessly when the
    /// process leads a group already.
    /// </summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = StartSession();
        }
    }

    /// <summary>Ends the process at once, without the exit handlers of native libraries whose threads may still be at work.</summary>
    public static void ExitNow(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(code);
        }

        ExitWithoutHandlers(code);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateTo(int source, int target);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitWithoutHandlers(int code);
}

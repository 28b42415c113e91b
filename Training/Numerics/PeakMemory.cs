using System.Globalization;

namespace SweepCluster.Training.Numerics;

/// <summary>The most memory that this process has had resident, as Linux counts it.</summary>
internal static class PeakMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string ResetFile = "/proc/self/clear_refs";

    /// <summary>The peak since the last reset, in MiB; the present size where the system keeps no peak.</summary>
    public static double MiB()
    {
        var line = OperatingSystem.IsLinux() ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null
            ? Environment.WorkingSet / 1024.0 / 1024
            : double.Parse(line.AsSpan("VmHWM:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Begins a new peak, so that an attempt does not answer for the one before it; does nothing where that is not allowed.</summary>
    public static void Reset()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            File.WriteAllText(ResetFile, "5");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The peak memory counts from the start of the process: {error.Message}");
        }
    }
}

using System.Globalization;

namespace SweepCluster.Cli.Hosting;

/// <summary>How the cluster in this process is set up.</summary>
/// <param name="Devices">Which slots it has: <c>auto</c>, <c>cpu</c> or <c>cpu:N</c>.</param>
internal sealed record RunOptions(string Devices)
{
    private const int MostCpuSlots = 64;

    /// <summary>Why the text is no choice of devices; null when it is one.</summary>
    public static string? Refusal(string devices) => IsDevices(devices)
        ? null
        : $"--devices was '{devices}'; it must be auto, cpu or cpu:N with N from 1 to {MostCpuSlots}, such as cpu:2.";

    private static bool IsDevices(string devices) => devices is "auto" or "cpu"
        || (devices.StartsWith("cpu:", StringComparison.Ordinal)
            && int.TryParse(devices.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var slots)
            && slots is >= 1 and <= MostCpuSlots);
}

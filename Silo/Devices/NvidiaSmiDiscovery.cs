using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SweepCluster.Silo.Devices;

/// <summary>Asks <c>nvidia-smi</c>, which comes with NVIDIA's driver; a machine without it has no usable graphics processor.</summary>
public sealed class NvidiaSmiDiscovery : IDeviceDiscovery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IReadOnlyList<int> FindGpus()
    {
        var request = new ProcessStartInfo("nvidia-smi", ["--query-gpu=index", "--format=csv,noheader"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(request)!;
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return [];
            }

            return process.ExitCode == 0 ? Parse(output.GetAwaiter().GetResult()) : [];
        }
        catch (Win32Exception)
        {
            // The program is not there, which is how a machine without the driver looks.
            return [];
        }
    }

    /// <summary>Reads one index per line, as the query prints them.</summary>
    public static IReadOnlyList<int> Parse(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
            .Where(index => index >= 0),
    ];
}

using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Devices;

/// <summary>Asks <c>nvidia-smi</c>, where the driver's library cannot be loaded. It knows less of MIG parts: their UUIDs alone.</summary>
internal sealed partial class NvidiaSmiSource : IGpuSource
{
    private const string Name = "nvidia-smi";
    private const string Fields = "index,uuid,name,memory.total,memory.used,utilization.gpu,temperature.gpu,power.draw,mig.mode.current";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public GpuInventory? Look()
    {
        try
        {
            var (exitCode, output) = Run($"--query-gpu={Fields}", "--format=csv,noheader,nounits");
            if (exitCode != 0)
            {
                return new GpuInventory(Name, [], Trouble(exitCode, output));
            }

            var parts = output.Contains("Enabled", StringComparison.Ordinal) ? Run("-L").Output : "";
            return new GpuInventory(Name, Parse(output, parts));
        }
        catch (Win32Exception)
        {
            // The program is not there, which is how a machine without the driver looks.
            return null;
        }
    }

    /// <summary>Reads what the query and the list of parts print.</summary>
    /// <param name="rows">One device per line.</param>
    /// <param name="list">What <c>nvidia-smi -L</c> prints; empty where no device is divided.</param>
    public static ImmutableArray<GpuView> Parse(string rows, string list) =>
    [
        .. Lines(rows).Select(row => row.Split(',', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == Fields.Split(',').Length && Number(cells[0]) is not null)
            .SelectMany(cells => cells[^1] == "Enabled" ? Parts(cells[1], $"cuda:{cells[0]}", list) : [Device(cells)]),
    ];

    private static GpuView Device(string[] cells) => new(
        $"cuda:{cells[0]}",
        Known(cells[1]),
        Known(cells[2]),
        Mebibytes(cells[3]),
        Mebibytes(cells[4]),
        Number(cells[5]) / 100,
        Number(cells[6]),
        Number(cells[7]),
        Array.Find(cells, cell => cell is "[GPU is lost]" or "[GPU requires reset]")?.Trim('[', ']'));

    /// <summary>The parts that the list names below the line of their parent.</summary>
    private static IEnumerable<GpuView> Parts(string parent, string device, string list) =>
        Lines(list).SkipWhile(line => !line.Contains(parent, StringComparison.Ordinal)).Skip(1)
            .Select(line => Part().Match(line))
            .TakeWhile(match => match.Success)
            .Select(match => new GpuView(
                $"{device}-{match.Groups["index"].Value}", match.Groups["uuid"].Value, match.Groups["name"].Value, null, null, null, null, null, null));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Null for <c>[N/A]</c>, <c>[Not Supported]</c>, <c>[Unknown Error]</c> and their like.</summary>
    private static string? Known(string cell) => cell.StartsWith('[') ? null : cell;

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Mebibytes(string cell) => (long?)(Number(cell) * (1 << 20));

    private static string Trouble(int exitCode, string output) => string.Create(
        CultureInfo.InvariantCulture, $"nvidia-smi ended with exit code {exitCode}: {Lines(output).FirstOrDefault("it printed nothing")}");

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("nvidia-smi", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(Patience))
        {
            return (process.ExitCode, output.GetAwaiter().GetResult());
        }

        process.Kill(entireProcessTree: true);
        return (-1, $"it did not end within {Patience.TotalSeconds:0} s and was killed");
    }

    [GeneratedRegex(@"^(?<name>MIG \S+)\s+Device\s+(?<index>[0-9]+): \(UUID: (?<uuid>MIG-[^)]+)\)$")]
    private static partial Regex Part();
}

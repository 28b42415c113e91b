using System.Globalization;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Drafts;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Values as people read them.</summary>
internal static class Shown
{
    private const string Nothing = "–";

    /// <summary>A number with four significant digits.</summary>
    public static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>A number in the shortest form that reads back; empty for none.</summary>
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number with three significant digits, for an axis.</summary>
    public static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A name of an enumeration as a word.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>A parameter's value; nothing when the parameter is absent from a trial.</summary>
    public static string Value(ParameterValue? value) =>
        value is { Kind: ParameterValueKind.Real } real ? Number(real.Real) : value?.ToString() ?? Nothing;

    /// <summary>A size in bytes, in the largest unit that leaves a number of at least 1.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => $"{Short(bytes / 1024.0)} KiB",
        _ => $"{Short(bytes / 1048576.0)} MiB",
    };

    /// <summary>A graphics processor in one line: what is known of it, and its fault.</summary>
    public static string Gpu(GpuView gpu) => string.Join(", ", new[]
    {
        $"{gpu.Device} {gpu.Name}".TrimEnd(),
        gpu.Memory is { } memory ? $"{(gpu.MemoryUsed is { } used ? SizeText.Rounded(used) + " of " : "")}{SizeText.Rounded(memory)}" : null,
        gpu.Utilization?.ToString("P0", CultureInfo.InvariantCulture),
        gpu.Celsius is { } celsius ? $"{Short(celsius)} °C" : null,
        gpu.Watts is { } watts ? $"{Short(watts)} W" : null,
        gpu.Fault is { } fault ? $"faulted: {fault}" : null,
    }.OfType<string>());

    /// <summary>A duration in its largest unit; a short one in tenths of a second.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = Math.Max(0, (long)duration.TotalSeconds);
        return seconds switch
        {
            < 10 => $"{Math.Max(0, duration.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture)} s",
            < 60 => $"{seconds} s",
            < 3_600 => $"{seconds / 60} min",
            < 86_400 => $"{seconds / 3_600} h",
            _ => $"{seconds / 86_400} d",
        };
    }

    /// <summary>An instant, in UTC.</summary>
    public static string Instant(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>An objective, such as <c>val_loss, lower is better</c>.</summary>
    public static string Objective(Objective objective) =>
        objective.Metric + (objective.Direction == Direction.Minimize ? ", lower is better" : ", higher is better");

    /// <summary>How trials are chosen and ended early, such as <c>tpe, asha</c>.</summary>
    public static string Method(SweepSpec spec)
    {
        var sampler = SpecFamily.NameOf(spec.Method);
        return spec.EarlyTerminate is NoEarlyTermination ? sampler : $"{sampler}, {SpecFamily.NameOf(spec.EarlyTerminate)}";
    }
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One line of the list of sweeps.</summary>
/// <param name="Sweep">What the catalog says.</param>
/// <param name="Age">The time since it was submitted.</param>
/// <param name="Rate">Trials that ended per hour since then; null unless the sweep runs and a trial has ended.</param>
internal sealed record SweepLine(SweepHeadline Sweep, TimeSpan Age, double? Rate)
{
    /// <summary>The lines to show, in order. Sweeps without a value come last, whichever way they are sorted.</summary>
    /// <param name="sweeps">All sweeps.</param>
    /// <param name="now">The time that ages are counted to.</param>
    /// <param name="search">A part of id or name; empty for any.</param>
    /// <param name="status">The name of a status; empty for any.</param>
    /// <param name="sort">A column: name, status, progress, best, rate or age; after a minus for the other way round.</param>
    public static List<SweepLine> Select(ImmutableArray<SweepHeadline> sweeps, DateTimeOffset now, string search, string status, string sort)
    {
        var lines = sweeps
            .Where(sweep => Holds(sweep.Id, search) || Holds(sweep.Name, search))
            .Where(sweep => status.Length == 0 || Shown.Word(sweep.Status) == status)
            .Select(sweep => Of(sweep, now));
        var column = sort.TrimStart('-');
        return column is "name"
            ? Order(lines, line => line.Sweep.Id, sort, StringComparer.Ordinal)
            : Order(lines, line => Key(line, column), sort, Comparer<double?>.Default);
    }

    private static SweepLine Of(SweepHeadline sweep, DateTimeOffset now)
    {
        var age = now - sweep.SubmittedAt;
        var runs = sweep.Status == SweepStatus.Running && sweep.Finished > 0 && age > TimeSpan.Zero;
        return new SweepLine(sweep, age, runs ? sweep.Finished / age.TotalHours : null);
    }

    private static List<SweepLine> Order<T>(IEnumerable<SweepLine> lines, Func<SweepLine, T?> key, string sort, IComparer<T?> comparer)
    {
        var withValue = lines.OrderBy(line => key(line) is null);
        return [.. sort.StartsWith('-') ? withValue.ThenByDescending(key, comparer) : withValue.ThenBy(key, comparer)];
    }

    private static double? Key(SweepLine line, string column) => column switch
    {
        "status" => (int)line.Sweep.Status,
        "progress" => line.Sweep.Finished / (double)Math.Max(1, line.Sweep.Trials),
        "best" => line.Sweep.BestValue,
        "rate" => line.Rate,
        _ => line.Age.TotalSeconds,
    };

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A column of the table of trials that may be shown or not.</summary>
/// <param name="Key">Its name in addresses, and in orders where it can be sorted by.</param>
/// <param name="Text">What stands above it.</param>
/// <param name="Cell">What stands in it.</param>
internal sealed record TrialColumn(string Key, string Text, Func<TrialRow, string> Cell)
{
    /// <summary>True for numbers, which stand on the right.</summary>
    public bool IsNumber { get; init; } = true;

    /// <summary>True when trials can be sorted by it.</summary>
    public bool IsSortable { get; init; } = true;

    /// <summary>True for a long text, which is cut off.</summary>
    public bool IsLong { get; init; }

    /// <summary>True when it is shown unless somebody chooses otherwise.</summary>
    public bool IsUsual { get; init; } = true;

    /// <summary>All columns of a sweep, in their order. Parameters that do not vary are not shown unless they are chosen.</summary>
    public static ImmutableArray<TrialColumn> Of(SweepSpec spec) =>
    [
        .. spec.Objectives.Select(objective => new TrialColumn(objective.Metric, objective.Metric, row => Shown.Number(row.BestMetrics?[objective.Metric]))),
        new("step", "Step", row => $"{row.Step}"),
        .. spec.Parameters.Select(parameter => new TrialColumn(parameter.Name, parameter.Name, row => Shown.Value(row.Parameters[parameter.Name]))
        {
            IsNumber = !HasWords(parameter.Distribution),
            IsUsual = ParameterAxis.Varies(parameter),
        }),
        new("seconds", "Busy", row => Shown.Duration(TimeSpan.FromSeconds(row.StepSeconds))),
        new("attempt", "Attempts", row => $"{row.Attempt}") { IsSortable = false, IsUsual = false },
        new("provenance", "Chosen by", row => row.Provenance) { IsNumber = false, IsSortable = false, IsUsual = false },
        new("slot", "Slot", row => row.Slot?.ToString() ?? "") { IsNumber = false, IsSortable = false },
        new("note", "Note", row => row.Note ?? "") { IsNumber = false, IsLong = true },
        new("reason", "Reason", row => row.Reason ?? "") { IsNumber = false, IsSortable = false, IsLong = true },
    ];

    /// <summary>The columns that an address names; the usual ones when it names none.</summary>
    public static ImmutableArray<TrialColumn> Choose(ImmutableArray<TrialColumn> all, string? keys)
    {
        var chosen = keys?.Split(',').ToHashSet();
        return [.. all.Where(column => chosen?.Contains(column.Key) ?? column.IsUsual)];
    }

    /// <summary>How an address names a choice; null for the usual columns.</summary>
    public static string? Keys(ImmutableArray<TrialColumn> all, IEnumerable<TrialColumn> chosen)
    {
        var keys = chosen.Select(column => column.Key).ToHashSet();
        return all.All(column => keys.Contains(column.Key) == column.IsUsual)
            ? null
            : string.Join(',', all.Where(column => keys.Contains(column.Key)).Select(column => column.Key));
    }

    private static bool HasWords(Distribution distribution) => distribution switch
    {
        CategoricalDistribution categorical => categorical.Values.Any(value => !value.IsNumber),
        ConstantDistribution constant => !constant.Value.IsNumber,
        _ => false,
    };
}

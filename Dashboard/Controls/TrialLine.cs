using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One row of the table of trials, as text.</summary>
internal sealed record TrialLine(int Number, TrialStatus Status, string Rank, string[] Cells)
{
    /// <summary>True when somebody wants to find it again at a glance.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The row of a trial with some columns.</summary>
    public static TrialLine Of(TrialRow row, ImmutableArray<TrialColumn> columns) =>
        new(row.Number, row.Status, $"{row.Rank}", [.. columns.Select(column => column.Cell(row))]) { IsPinned = row.IsPinned };
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One row of the table of trials, as text.</summary>
internal sealed record TrialLine(
    int Number, TrialStatus Status, string Rank, string[] Objectives, int Step, string[] Values, string Busy, string Slot, string? Reason)
{
    /// <summary>The row of a trial with its values of some parameters.</summary>
    public static TrialLine Of(TrialRow row, SweepSpec spec, ImmutableArray<string> parameters) => new(
        row.Number,
        row.Status,
        $"{row.Rank}",
        [.. spec.Objectives.Select(objective => Shown.Number(row.BestMetrics?[objective.Metric]))],
        row.Step,
        [.. parameters.Select(name => Shown.Value(row.Parameters[name]))],
        Shown.Duration(TimeSpan.FromSeconds(row.StepSeconds)),
        row.Slot?.ToString() ?? "",
        row.Reason);
}

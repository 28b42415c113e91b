using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Charts;

/// <summary>What charts need of a trial, copied, so that drawing holds nothing up.</summary>
public sealed record TrialPoint(int Number, TrialStatus Status, ParameterSet Parameters, MetricSet? BestMetrics, double? Best, int Step)
{
    /// <summary>The trials with a finite value of the first objective, by number.</summary>
    public static List<TrialPoint> Of(TrialBoard trials) =>
    [
        .. trials.Rows.Where(row => row.Best is not null)
            .Select(row => new TrialPoint(row.Number, row.Status, row.Parameters, row.BestMetrics, row.Best, row.Step)),
    ];

    /// <summary>The given share of trials with the best values of an objective, by number; at least one.</summary>
    public static List<TrialPoint> Top(List<TrialPoint> trials, Objective objective, double share) => share >= 1
        ? trials
        : [.. trials.OrderBy(trial => objective.Score(trial.Best!.Value)).Take(Math.Max(1, (int)(trials.Count * share))).OrderBy(trial => trial.Number)];
}

using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>The empirical distribution function: which share of completed trials has a value of at most so much.</summary>
internal static class DistributionChart
{
    /// <summary>Draws the completed trials.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials)
    {
        var objective = spec.Objectives[0];
        var values = trials.Where(trial => trial.Status == TrialStatus.Completed).Select(trial => trial.Best!.Value).Order().ToArray();
        if (values.Length == 0)
        {
            return ChartView.Empty("No trial has completed yet.");
        }

        var steps = values.Select((value, i) => new[] { Plot.Round(value), Plot.Round((i + 1.0) / values.Length) }).ToList();
        return new ChartView(
            $"Share of {values.Length} completed trials by {objective.Metric}: half are at most {Shown.Number(values[(values.Length - 1) / 2])}.",
            new
            {
                grid = Plot.Grid,
                dataZoom = Plot.Zoom,
                xAxis = Plot.Below(Plot.Axis(objective.Metric)),
                yAxis = Plot.Axis("share of completed trials"),
                series = new[]
                {
                    new
                    {
                        type = "line",
                        step = "end",
                        symbol = "none",
                        lineStyle = new { color = "$blue", width = 2 },
                        data = steps.Prepend([steps[0][0], 0]),
                    },
                },
                tooltip = new { trigger = "none" },
            },
            new DataTable([objective.Metric, "share"], [.. steps.Select(step => new[] { Shown.Exact(step[0]), Shown.Exact(step[1]) })]));
    }
}

using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Charts;

/// <summary>Completed trials by two objectives; those that no other trial dominates in all objectives are the front.</summary>
internal static class ParetoChart
{
    /// <summary>Draws two of a sweep's objectives.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials, Objective x, Objective y)
    {
        var points = trials.Where(trial => trial.Status == TrialStatus.Completed && Value(trial, x) is not null && Value(trial, y) is not null).ToList();
        if (points.Count == 0)
        {
            return ChartView.Empty($"No trial has completed with both {x.Metric} and {y.Metric} yet.");
        }

        var fronts = TrialRanks.Fronts(points.ConvertAll(trial => Scores(trial, spec)));
        var isOnFront = points.Select((_, i) => fronts[i] == 0).ToList();
        object Points(string name, string colour, int size, bool front) => new
        {
            type = "scatter",
            name,
            symbolSize = size,
            z = front ? 3 : 2,
            itemStyle = new { color = colour, opacity = front ? 1 : 0.5 },
            data = points.Where((_, i) => isOnFront[i] == front)
                .Select(trial => new[] { Plot.Round(Value(trial, x)!.Value), Plot.Round(Value(trial, y)!.Value), trial.Number }),
        };
        object[] fields = [new { name = x.Metric }, new { name = y.Metric }, new { name = "trial" }];
        return new ChartView(
            $"{x.Metric} and {y.Metric} of {points.Count} completed trials; {isOnFront.Count(front => front)} are on the Pareto front.",
            new
            {
                grid = Plot.Grid,
                legend = new { top = 0, textStyle = new { color = "$text" } },
                xAxis = Plot.Below(Plot.Axis(x.Metric)),
                yAxis = Plot.Axis(y.Metric),
                series = new[] { Points("dominated", "$grey", 5, false), Points("Pareto front", "$green", 9, true) },
                fields = new[] { fields, fields },
                trialAt = Plot.Places(2, 2),
            },
            new DataTable(
                ["trial", x.Metric, y.Metric, "front"],
                [.. points.Select((trial, i) => new[] { $"{trial.Number}", Shown.Exact(Value(trial, x)), Shown.Exact(Value(trial, y)), $"{fronts[i]}" })]));
    }

    private static double? Value(TrialPoint trial, Objective objective) =>
        trial.BestMetrics?[objective.Metric] is { } value && double.IsFinite(value) ? value : null;

    private static double[] Scores(TrialPoint trial, SweepSpec spec) =>
        [.. spec.Objectives.Select(objective => Value(trial, objective) is { } value ? objective.Score(value) : double.PositiveInfinity)];
}

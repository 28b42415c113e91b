using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>The first objective over one parameter.</summary>
internal static class SliceChart
{
    /// <summary>Draws the trials that have the parameter; later trials are darker.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials, ParameterAxis axis)
    {
        var objective = spec.Objectives[0];
        var points = trials.Where(trial => axis.At(trial.Parameters) is not null).ToList();
        if (points.Count == 0)
        {
            return ChartView.Empty($"No trial with {axis.Name} has reported a value yet.");
        }

        return new ChartView(
            $"{objective.Metric} over {axis.Name} of {points.Count} trials; later trials are darker.",
            new
            {
                grid = Plot.Grid,
                dataZoom = axis.IsCategorical ? Array.Empty<object>() : Plot.Zoom,
                xAxis = Plot.Below(axis.Option()),
                yAxis = Plot.Axis(objective.Metric),
                visualMap = new
                {
                    type = "continuous",
                    dimension = 2,
                    min = points[0].Number,
                    max = Math.Max(points[^1].Number, points[0].Number + 1),
                    orient = "horizontal",
                    right = 16,
                    top = 0,
                    itemHeight = 90,
                    itemWidth = 10,
                    text = Plot.Words("trial", ""),
                    textStyle = new { color = "$quiet", fontSize = 11 },
                    inRange = new { color = Plot.Words("$ramp-pale", "$ramp-good") },
                },
                series = new[]
                {
                    new
                    {
                        type = "scatter",
                        symbolSize = 6,
                        data = points.Select(trial => new[] { axis.At(trial.Parameters)!.Value, Plot.Round(trial.Best!.Value), trial.Number }),
                    },
                },
                fields = new[] { new[] { axis.Field(), new { name = objective.Metric }, new { name = "trial" } } },
                trialAt = Plot.Places(2),
            },
            new DataTable(
                ["trial", axis.Name, objective.Metric],
                [.. points.Select(trial => new[] { $"{trial.Number}", $"{trial.Parameters[axis.Name]}", Shown.Exact(trial.Best) })]));
    }
}

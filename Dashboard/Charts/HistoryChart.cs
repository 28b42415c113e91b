using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>Each trial's best value of the first objective by its number, and the best so far among completed trials.</summary>
internal static class HistoryChart
{
    /// <summary>Draws the history.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials)
    {
        var objective = spec.Objectives[0];
        if (trials.Count == 0)
        {
            return ChartView.Empty("No trial has reported a value yet.");
        }

        var best = BestSoFar(objective, trials);
        object Points(string name, string colour, bool completed) => new
        {
            type = "scatter",
            name,
            symbolSize = 5,
            itemStyle = new { color = colour, opacity = completed ? 0.8 : 0.45 },
            data = trials.Where(trial => trial.Status == TrialStatus.Completed == completed)
                .Select(trial => new[] { trial.Number, Plot.Round(trial.Best!.Value) }),
        };
        object[] fields = [new { name = "trial" }, new { name = objective.Metric }];
        return new ChartView(
            Summary(objective, trials, best),
            new
            {
                grid = Plot.Grid,
                legend = new { top = 0, textStyle = new { color = "$text" } },
                dataZoom = Plot.Zoom,
                xAxis = Plot.Below(Plot.Whole(Plot.Axis("trial"))),
                yAxis = Plot.Axis(objective.Metric),
                series = new[]
                {
                    Points("completed", "$blue", true),
                    Points("pruned or not over", "$amber", false),
                    new
                    {
                        type = "line",
                        name = "best so far",
                        step = "end",
                        symbol = "none",
                        z = 5,
                        lineStyle = new { color = "$green", width = 2 },
                        itemStyle = new { color = "$green" },
                        data = best,
                    },
                },
                fields = new[] { fields, fields, fields },
                trialAt = Plot.Places(0, 0, -1),
            },
            new DataTable(
                ["trial", "status", objective.Metric],
                [.. trials.Select(trial => new[] { $"{trial.Number}", Shown.Word(trial.Status), Shown.Exact(trial.Best) })]));
    }

    private static List<double[]> BestSoFar(Objective objective, List<TrialPoint> trials)
    {
        var line = new List<double[]>();
        foreach (var trial in trials.Where(trial => trial.Status == TrialStatus.Completed))
        {
            if (line.Count == 0 || objective.Score(trial.Best!.Value) < objective.Score(line[^1][1]))
            {
                line.Add([trial.Number, Plot.Round(trial.Best!.Value)]);
            }
        }

        if (line.Count > 0)
        {
            line.Add([trials[^1].Number, line[^1][1]]);
        }

        return line;
    }

    private static string Summary(Objective objective, List<TrialPoint> trials, List<double[]> best) => best.Count == 0
        ? $"{objective.Metric} of {trials.Count} trials by number; none has completed."
        : $"{objective.Metric} of {trials.Count} trials by number; the best so far went from {Shown.Number(best[0][1])} to {Shown.Number(best[^1][1])}.";
}

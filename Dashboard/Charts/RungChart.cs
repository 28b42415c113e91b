using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Charts;

/// <summary>Every comparison of a trial with others: at which step, with which value, and whether it went on.</summary>
internal static class RungChart
{
    /// <summary>Draws the comparisons.</summary>
    public static ChartView Of(SweepSpec spec, IReadOnlyList<RungMark> rungs)
    {
        var objective = spec.Objectives[0];
        if (rungs.Count == 0)
        {
            return ChartView.Empty(spec.EarlyTerminate is NoEarlyTermination
                ? "This sweep ends no trial early, so none is compared at a rung."
                : "No trial has been compared yet.");
        }

        object Points(string name, string colour, Decision decision) => new
        {
            type = "scatter",
            name,
            symbolSize = 7,
            itemStyle = new { color = colour, opacity = 0.7 },
            data = rungs.Where(mark => mark.Judgement.Decision == decision && IsFinite(mark, objective))
                .Select(mark => new[] { mark.Step, Plot.Round(mark.Metrics[objective.Metric]!.Value), mark.Trial }),
        };
        object[] fields = [new { name = "step" }, new { name = objective.Metric }, new { name = "trial" }];
        var stopped = rungs.Count(mark => mark.Judgement.Decision == Decision.Prune);
        return new ChartView(
            $"{rungs.Count} comparisons; {rungs.Count - stopped} went on, {stopped} were stopped.",
            new
            {
                grid = Plot.Grid,
                legend = new { top = 0, textStyle = new { color = "$text" } },
                xAxis = Plot.Below(Plot.Whole(Plot.Axis("step"))),
                yAxis = Plot.Axis(objective.Metric),
                series = new[]
                {
                    Points("went on", "$green", Decision.Continue), Points("stopped", "$red", Decision.Prune), Points("paused", "$amber", Decision.Pause),
                },
                fields = new[] { fields, fields, fields },
                trialAt = Plot.Places(2, 2, 2),
            },
            new DataTable(
                ["trial", "rung", "step", objective.Metric, "decision", "reason", "compared with"],
                [.. rungs.Select(mark => Row(mark, objective))]));
    }

    private static bool IsFinite(RungMark mark, Objective objective) => mark.Metrics[objective.Metric] is { } value && double.IsFinite(value);

    private static string[] Row(RungMark mark, Objective objective) =>
    [
        $"{mark.Trial}",
        $"{mark.Judgement.Rung}",
        $"{mark.Step}",
        Shown.Exact(mark.Metrics[objective.Metric]),
        Shown.Word(mark.Judgement.Decision),
        mark.Judgement.Reason ?? "",
        string.Join(' ', mark.Judgement.ComparedWith ?? []),
    ];
}

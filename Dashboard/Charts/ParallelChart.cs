using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>One line per trial over all parameters that vary; ranges marked on the axes select trials.</summary>
internal static class ParallelChart
{
    /// <summary>How many lines are drawn; beyond that a picture shows nothing any more.</summary>
    public const int MostLines = 3_000;

    /// <summary>Draws the trials; the last axis is the first objective.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials)
    {
        if (trials.Count == 0)
        {
            return ChartView.Empty("No trial has reported a value yet.");
        }

        var objective = spec.Objectives[0];
        var axes = ParameterAxis.Of(spec);
        var shown = trials.Count <= MostLines ? trials : TrialPoint.Top(trials, objective, (double)MostLines / trials.Count);
        var rows = shown.Select(trial => Row(axes, trial)).ToList();
        return new ChartView(
            $"{shown.Count} of {trials.Count} trials with {axes.Length} parameters each and {objective.Metric}; the best is {Shown.Number(Best(objective, shown))}.",
            new
            {
                parallel = new { left = 40, right = 60, top = 68, bottom = 24, parallelAxisDefault = new { nameGap = 14 } },
                parallelAxis = axes.Append(new ParameterAxis(objective.Metric, false, [])).Select(Axis),
                visualMap = Plot.Colours(objective, [.. shown.Select(trial => trial.Best!.Value)], axes.Length),
                series = new[]
                {
                    new
                    {
                        type = "parallel",
                        smooth = false,
                        z = 2,
                        progressive = 500,
                        lineStyle = new { width = 1, opacity = shown.Count > 500 ? 0.25 : 0.5 },
                        inactiveOpacity = 0.03,
                        activeOpacity = 0.8,
                        data = rows,
                    },
                },
                tooltip = new { show = false },
            },
            new DataTable(
                ["trial", .. axes.Select(axis => axis.Name), objective.Metric],
                [.. shown.Select(trial => (string[])[$"{trial.Number}", .. axes.Select(axis => trial.Parameters[axis.Name]?.ToString() ?? ""), Shown.Exact(trial.Best)])]));
    }

    /// <summary>The trials that are within every marked range; a range of a parameter that a trial does not have leaves it out.</summary>
    public static List<TrialPoint> Selected(SweepSpec spec, List<TrialPoint> trials, double[][][] ranges)
    {
        var axes = ParameterAxis.Of(spec);
        return [.. trials.Where(trial => IsWithin(Values(axes, trial), ranges))];
    }

    private static bool IsWithin(double?[] values, double[][][] ranges)
    {
        for (var axis = 0; axis < Math.Min(values.Length, ranges.Length); axis++)
        {
            var isOutside = ranges[axis].Length > 0
                && !ranges[axis].Any(range => values[axis] is { } value && value >= range[0] && value <= range[1]);
            if (isOutside)
            {
                return false;
            }
        }

        return true;
    }

    private static double?[] Values(ImmutableArray<ParameterAxis> axes, TrialPoint trial) =>
        [.. axes.Select(axis => axis.At(trial.Parameters)), Plot.Round(trial.Best!.Value)];

    // "-" is ECharts' word for a value that is not there.
    private static object[] Row(ImmutableArray<ParameterAxis> axes, TrialPoint trial) =>
        [.. Values(axes, trial).Select(value => value ?? (object)"-")];

    private static Dictionary<string, object> Axis(ParameterAxis axis, int index)
    {
        var option = axis.Option();
        option["dim"] = index;
        option["z"] = 20;
        option["axisLabel"] = new { color = "$text", fontSize = 11, backgroundColor = "$halo", padding = Plot.Places(1, 3), borderRadius = 3 };
        option["areaSelectStyle"] = new { width = 18, color = "$accent", opacity = 0.25, borderColor = "$accent" };
        return option;
    }

    private static double Best(Objective objective, List<TrialPoint> trials) =>
        objective.Value(trials.Min(trial => objective.Score(trial.Best!.Value)));
}

using System.Globalization;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Charts;

/// <summary>What the options of several charts have in common.</summary>
internal static class Plot
{
    /// <summary>Six significant digits: more cannot be seen, and would have to cross the wire.</summary>
    public static double Round(double value) => double.IsFinite(value)
        ? double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;

    /// <summary>Places, in an option.</summary>
    public static int[] Places(params int[] places) => places;

    /// <summary>Words, in an option.</summary>
    public static string[] Words(params string[] words) => words;

    /// <summary>A grid with room for the names of both axes.</summary>
    public static object Grid { get; } = new { left = 12, right = 24, top = 34, bottom = 28, containLabel = true };

    /// <summary>A number axis.</summary>
    public static Dictionary<string, object> Axis(string name, bool isLog = false) => new ParameterAxis(name, isLog, []).Option();

    /// <summary>A horizontal axis, whose name stands in the middle below it.</summary>
    public static Dictionary<string, object> Below(Dictionary<string, object> axis)
    {
        axis["nameLocation"] = "middle";
        axis["nameGap"] = 26;
        return axis;
    }

    /// <summary>An axis of whole numbers: no mark stands between two of them.</summary>
    public static Dictionary<string, object> Whole(Dictionary<string, object> axis)
    {
        axis["minInterval"] = 1;
        return axis;
    }

    /// <summary>Zooming by wheel and by dragging, in both directions.</summary>
    public static object Zoom { get; } = new object[] { new { type = "inside", xAxisIndex = 0, filterMode = "none" } };

    /// <summary>Colours from good to bad over the values of an objective that stand at a place of each point.</summary>
    public static object Colours(Objective objective, IReadOnlyCollection<double> values, int dimension, int series = 0)
    {
        string[] ramp = ["$ramp-good", "$ramp-middle", "$ramp-bad"];
        return new
        {
            type = "continuous",
            seriesIndex = series,
            dimension,
            min = values.Min(),
            max = Quantile(values, objective),
            calculable = false,
            orient = "horizontal",
            right = 16,
            top = 0,
            itemHeight = 90,
            itemWidth = 10,
            text = new[] { objective.Metric, "" },
            textStyle = new { color = "$quiet", fontSize = 11 },
            inRange = new { color = objective.Direction == Direction.Minimize ? ramp : ramp.Reverse().ToArray() },
        };
    }

    /// <summary>The bad end of the colours: with a diverged trial there all others would have one colour.</summary>
    private static double Quantile(IReadOnlyCollection<double> values, Objective objective)
    {
        var sorted = values.Order().ToArray();
        var end = objective.Direction == Direction.Minimize ? sorted[(int)(0.95 * (sorted.Length - 1))] : sorted[^1];
        return end > sorted[0] ? end : sorted[0] + Math.Max(Math.Abs(sorted[0]) * 1e-6, 1e-9);
    }
}

using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>
/// The first objective over two parameters. The plane is cut into cells; a cell has the colour of the median of the trials in it, and one
/// without a trial has none: nothing is made up between trials.
/// </summary>
internal static class ContourChart
{
    private const int Cells = 16;

    /// <summary>Draws the trials that have both parameters.</summary>
    public static ChartView Of(SweepSpec spec, List<TrialPoint> trials, ParameterAxis x, ParameterAxis y)
    {
        var objective = spec.Objectives[0];
        var points = trials.Where(trial => x.At(trial.Parameters) is not null && y.At(trial.Parameters) is not null).ToList();
        if (points.Count == 0)
        {
            return ChartView.Empty($"No trial with both {x.Name} and {y.Name} has reported a value yet.");
        }

        var (across, up) = (CellAxis.Of(x, points, Cells), CellAxis.Of(y, points, Cells));
        var cells = points
            .GroupBy(trial => (X: across.CellOf(trial), Y: up.CellOf(trial)))
            .Select(cell => (cell.Key.X, cell.Key.Y, Median: Plot.Round(Median(cell)), Count: cell.Count()))
            .ToList();
        return new ChartView(
            $"Median {objective.Metric} of {points.Count} trials over {x.Name} and {y.Name}, in {cells.Count} cells that hold trials.",
            new
            {
                grid = Plot.Grid,
                xAxis = Plot.Below(across.Option()),
                yAxis = up.Option(),
                visualMap = Plot.Colours(objective, [.. cells.Select(cell => cell.Median)], 2),
                series = new[]
                {
                    new
                    {
                        type = "heatmap",
                        itemStyle = new { borderColor = "$surface", borderWidth = 1 },
                        data = cells.Select(cell => new[] { cell.X, cell.Y, cell.Median, cell.Count }),
                    },
                },
                fields = new[]
                {
                    new object[] { across.Field(), up.Field(), new { name = $"median {objective.Metric}" }, new { name = "trials" } },
                },
            },
            new DataTable(
                [x.Name, y.Name, $"median {objective.Metric}", "trials"],
                [.. cells.Select(cell => new[] { across.Labels[cell.X], up.Labels[cell.Y], Shown.Exact(cell.Median), $"{cell.Count}" })]));
    }

    private static double Median(IEnumerable<TrialPoint> trials)
    {
        var sorted = trials.Select(trial => trial.Best!.Value).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A parameter's axis cut into cells of equal width on its own scale; each value of a categorical one is a cell.</summary>
internal sealed record CellAxis(ParameterAxis Axis, double Least, double Width, IReadOnlyList<string> Labels)
{
    /// <summary>Cuts the range that the trials cover.</summary>
    public static CellAxis Of(ParameterAxis axis, List<TrialPoint> trials, int cells)
    {
        if (axis.IsCategorical)
        {
            return new CellAxis(axis, 0, 1, axis.Places);
        }

        var values = trials.ConvertAll(trial => OnScale(axis, axis.At(trial.Parameters)!.Value));
        var (least, distinct) = (values.Min(), values.Distinct().Count());
        var count = Math.Min(cells, distinct);
        var width = count == 1 ? 1 : (values.Max() - least) / count;
        return new CellAxis(axis, least, width, [.. Enumerable.Range(0, count).Select(i => Label(axis, least + width * (i + 0.5)))]);
    }

    /// <summary>The cell that a trial is in.</summary>
    public int CellOf(TrialPoint trial) =>
        Math.Min(Labels.Count - 1, (int)((OnScale(Axis, Axis.At(trial.Parameters)!.Value) - Least) / Width));

    /// <summary>The axis in ECharts' words.</summary>
    public Dictionary<string, object> Option() => (Axis with { Places = [.. Labels] }).Option();

    /// <summary>What a place on it means.</summary>
    public object Field() => new { name = Axis.Name, values = Labels };

    private static double OnScale(ParameterAxis axis, double value) => axis.IsLog ? Math.Log10(value) : value;

    private static string Label(ParameterAxis axis, double value) => Shown.Short(axis.IsLog ? Math.Pow(10, value) : value);
}

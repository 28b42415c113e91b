using System.Globalization;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Controls;

namespace SweepCluster.Dashboard.Charts;

/// <summary>How much each parameter matters, a bar each, and the pairs that matter together.</summary>
internal static class ImportanceChart
{
    /// <summary>So many bars can be told apart; the table has all.</summary>
    private const int MostBars = 24;

    /// <summary>Pairs that explain less are not worth a bar.</summary>
    private const double LeastShare = 0.01;

    /// <summary>Draws a report.</summary>
    public static ChartView Of(ImportanceReport report)
    {
        Bar[] bars =
        [
            .. report.Parameters.Select(parameter => new Bar(parameter.Parameter, parameter.Share, parameter.Spread)),
            .. report.Pairs.Where(pair => pair.Share >= LeastShare).Select(pair => new Bar($"{pair.First} with {pair.Second}", pair.Share, null)),
        ];

        // Bars grow upwards from the first, and the greatest belongs on top.
        Bar[] drawn = [.. bars.Take(MostBars).Reverse()];
        var source = report.Method == ImportanceMethod.Fanova ? "fANOVA" : "PED-ANOVA";
        return new ChartView(
            $"By {source} of {(report.IsByRank ? "the ranks of " : "")}{report.Trials} trials {bars[0].Name} matters most, with {Percent(bars[0].Share)}.",
            new
            {
                grid = Plot.Grid,
                xAxis = Plot.Below(Plot.Axis("importance")),
                yAxis = new { type = "category", data = drawn.Select(bar => bar.Name), axisLabel = new { color = "$quiet", width = 180, overflow = "truncate" } },
                series = new[]
                {
                    new
                    {
                        type = "bar",
                        name = "importance",
                        barMaxWidth = 22,
                        itemStyle = new { color = "$blue" },
                        data = drawn.Select((bar, place) => new object[] { Plot.Round(bar.Share), place, bar.Spread is { } spread ? Plot.Round(spread) : "-" }),
                    },
                },
                fields = new[] { new object[] { new { name = "importance" }, new { name = "parameter", values = drawn.Select(bar => bar.Name) }, new { name = "spread" } } },
                trialAt = Plot.Places(-1),
            },
            new DataTable(["parameter", "importance", "spread"], [.. bars.Select(bar => new[] { bar.Name, Shown.Exact(bar.Share), Shown.Exact(bar.Spread) })]));
    }

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>A bar.</summary>
    private sealed record Bar(string Name, double Share, double? Spread);
}

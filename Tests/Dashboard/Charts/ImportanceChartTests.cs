using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Charts;

namespace SweepCluster.Dashboard.Tests.Charts;

public sealed class ImportanceChartTests
{
    [Fact]
    public void Of_Report_SaysWhatMattersMostAndHasPairsInTheTable()
    {
        var view = ImportanceChart.Of(new ImportanceReport(
            ImportanceMethod.Fanova,
            40,
            [new("lr", 0.7, 0.05), new("width", 0.1, 0.02)],
            [new("lr", "width", 0.15), new("width", "model", 0.001)])
        {
            IsByRank = true,
        });

        Assert.Equal("By fANOVA of the ranks of 40 trials lr matters most, with 70 %.", view.Summary);
        Assert.Equal(["lr", "width", "lr with width"], view.Table.Rows.Select(row => row[0]));
        Assert.Equal("0.05", view.Table.Rows[0][2]);
    }
}

using System.Text.Json;
using SweepCluster.Dashboard.Charts;

namespace SweepCluster.Dashboard.Tests.Charts;

public sealed class DrawnChartTests
{
    private readonly DrawnChart _drawn = new();

    [Fact]
    public void Take_First_IsDrawnWhole() => Assert.Null(_drawn.Take(Chart("a", [[0, 1]], [])));

    [Fact]
    public void Take_PointsAdded_TellsThoseAlone()
    {
        _drawn.Take(Chart("a", [[0, 1], [1, 2]], [[5, 5]]));

        Assert.Equal("[[0,2,[[2,3]]]]", Json(_drawn.Take(Chart("a", [[0, 1], [1, 2], [2, 3]], [[5, 5]]))));
    }

    [Fact]
    public void Take_PointInTheMiddleDiffers_TellsItAndWhatFollows()
    {
        _drawn.Take(Chart("a", [[0, 1], [1, 2], [2, 3]], []));

        Assert.Equal("[[0,1,[[1,9],[2,3]]]]", Json(_drawn.Take(Chart("a", [[0, 1], [1, 9], [2, 3]], []))));
    }

    [Fact]
    public void Take_PointsTakenAway_TellsHowManyStay()
    {
        _drawn.Take(Chart("a", [[0, 1], [1, 2]], [[7, 7]]));

        Assert.Equal("[[0,1,[]],[1,0,[]]]", Json(_drawn.Take(Chart("a", [[0, 1]], []))));
    }

    [Fact]
    public void Take_Same_TellsNothing()
    {
        _drawn.Take(Chart("a", [[0, 1]], []));

        Assert.Equal("[]", Json(_drawn.Take(Chart("a", [[0, 1]], []))));
    }

    [Fact]
    public void Take_OtherLooks_IsDrawnWholeAndKnownAfterwards()
    {
        _drawn.Take(Chart("a", [[0, 1]], []));

        Assert.Null(_drawn.Take(Chart("b", [[0, 1]], [])));
        Assert.Equal("[]", Json(_drawn.Take(Chart("b", [[0, 1]], []))));
    }

    private static ChartView Chart(string name, double[][] one, double[][] other) => new(
        "",
        new { xAxis = new { name }, series = new[] { new { type = "scatter", data = one }, new { type = "scatter", data = other } } },
        new DataTable([], []));

    private static string Json(List<object[]>? patches) => JsonSerializer.Serialize(patches);
}

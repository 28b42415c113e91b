using System.Text.Json;
using System.Text.Json.Nodes;

namespace SweepCluster.Dashboard.Charts;

/// <summary>
/// What a browser has of a chart. A chart of many trials changes near its end alone, so each series' data are compared with what was sent
/// before, and only what comes after the first difference crosses the wire again.
/// </summary>
internal sealed class DrawnChart
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private string? _looks;
    private List<string[]> _data = [];

    /// <summary>
    /// What the browser must change to have this chart: for each series that differs its place, how many of its points stay, and the points
    /// that follow. Null when it must draw the chart anew, because more than data differ.
    /// </summary>
    public List<object[]>? Take(ChartView view)
    {
        var option = JsonSerializer.SerializeToNode(view.Option, Web)!.AsObject();
        var points = option["series"]?.AsArray().Select(Detach).ToList() ?? [];
        var data = points.ConvertAll(series => series.Select(point => point?.ToJsonString() ?? "null").ToArray());
        var looks = option.ToJsonString();
        var patches = looks == _looks ? Compare(points, data) : null;
        (_looks, _data) = (looks, data);
        return patches;
    }

    private List<object[]> Compare(List<JsonArray> points, List<string[]> data)
    {
        var patches = new List<object[]>();
        for (var place = 0; place < data.Count; place++)
        {
            var same = _data[place].AsSpan().CommonPrefixLength(data[place]);
            if (same < data[place].Length || same < _data[place].Length)
            {
                patches.Add([place, same, points[place].Skip(same).ToArray()]);
            }
        }

        return patches;
    }

    /// <summary>A series' data, taken out of it.</summary>
    private static JsonArray Detach(JsonNode? series)
    {
        var data = series!["data"]?.AsArray() ?? [];
        series.AsObject().Remove("data");
        return data;
    }
}

using System.Text.Json.Nodes;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>That Grafana can show the dashboards, and people can read them.</summary>
public sealed class BoardTests(PlainRules rules) : IClassFixture<PlainRules>
{
    private const int Columns = 24;

    /// <summary>kubectl keeps a copy of what it applies in an annotation, which has room for 256 KiB.</summary>
    private const int MostBytes = 1 << 18;

    private static readonly string[] Types = ["timeseries", "stat", "gauge", "bargauge", "table", "heatmap", "state-timeline"];

    public static TheoryData<string> Files { get; } = new(Component.Boards);

    [Theory]
    [InlineData("sweep-cluster.json", "sweepcluster-cluster", "Sweep cluster")]
    [InlineData("sweep.json", "sweepcluster-sweep", "Sweep")]
    public void Board_KeepsItsAddress(string file, string uid, string title)
    {
        var root = Board.Read(file).Root;

        Assert.Equal((uid, title), (Board.Text(root, "uid"), Board.Text(root, "title")));
        Assert.Null(root["id"]);
        Assert.Equal(42, root["schemaVersion"]!.GetValue<int>());
    }

    [Theory, MemberData(nameof(Files))]
    public void Board_IsPackedAndSmallEnough(string file)
    {
        Assert.Contains($"- dashboards/{file}\n", Component.Text("kustomization.yaml"), StringComparison.Ordinal);
        Assert.InRange(Component.Boards.Sum(board => Component.Text("dashboards", board).Length), 1, MostBytes);
    }

    [Theory, MemberData(nameof(Files))]
    public void Board_AsksTheChosenPrometheusAlone(string file) =>
        Assert.All(
            Board.Objects(Board.Read(file).Root).Where(item => item.ContainsKey("datasource")),
            item => Assert.Equal(("prometheus", "${datasource}"), (Board.Text(item["datasource"]!, "type"), Board.Text(item["datasource"]!, "uid"))));

    [Theory, MemberData(nameof(Files))]
    public void Board_UsesTheVariablesThatItDeclares(string file)
    {
        var board = Board.Read(file);

        Assert.Equal(board.Variables.Order(), Variables.In(board.Root.ToJsonString()).Distinct().Order());
    }

    [Theory, MemberData(nameof(Files))]
    public void Panels_HaveNumbersOfTheirOwnAndDoNotOverlap(string file)
    {
        var levels = Board.Read(file).Levels;

        Assert.Distinct(levels.SelectMany(level => level).Select(panel => panel.Id));
        Assert.All(levels, level =>
        {
            Assert.All(level, panel => Assert.InRange(panel.Place.X + panel.Place.Width, 1, Columns));
            Assert.Distinct(level.SelectMany(Cells));
        });
    }

    [Theory, MemberData(nameof(Files))]
    public void Panels_SayWhatTheyShowInWhichUnit(string file) =>
        Assert.All(Board.Read(file).Shown, panel =>
        {
            Assert.Contains(panel.Type, Types);
            Assert.NotEmpty(panel.Title);
            Assert.EndsWith(".", panel.Description, StringComparison.Ordinal);
            Assert.NotEmpty(panel.Unit);
            Assert.NotEmpty(panel.Targets);
            Assert.Distinct(panel.Targets.Select(target => Board.Text(target, "refId")));
            Assert.All(panel.Targets, target => Assert.True(panel.Type == "table" || Board.Text(target, "legendFormat").Length > 0, panel.Title));
        });

    [Theory, MemberData(nameof(Files))]
    public void Links_LeadToPagesThatExist(string file) =>
        Assert.All(
            Board.Objects(Board.Read(file).Root).Select(item => item["url"]).OfType<JsonValue>().Select(url => url.GetValue<string>()).Where(url => url.Length > 0),
            url => Assert.True(
                url.StartsWith("${dashboard_url}/", StringComparison.Ordinal) && DashboardPages.Exists(url["${dashboard_url}".Length..]), url));

    [Theory, MemberData(nameof(Files))]
    public async Task Queries_AreGoodPromQl(string file)
    {
        var queries = Board.Read(file).Shown.SelectMany(panel => panel.Queries).ToList();
        var rule = $"rules-of-{file}.yml";
        await File.WriteAllTextAsync(
            Path.Combine(rules.Folder, rule),
            $"groups:\n- name: panels\n  rules:\n{string.Concat(queries.Select(AsRule))}",
            TestContext.Current.CancellationToken);

        await Promtool.PassAsync(rules.Folder, "check", "rules", rule);
    }

    private static string AsRule(string query, int number) =>
        $"  - record: panel:query:{number}\n    expr: {JsonValue.Create(Variables.Fill(query, "5m")).ToJsonString()}\n";

    private static IEnumerable<(int X, int Y)> Cells(Panel panel) =>
        from x in Enumerable.Range(panel.Place.X, panel.Place.Width)
        from y in Enumerable.Range(panel.Place.Y, panel.Place.Height)
        select (x, y);
}

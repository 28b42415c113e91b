using System.Text.Json.Nodes;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>A dashboard of Grafana, as its file has it.</summary>
internal sealed class Board
{
    private Board(JsonNode root) => Root = root;

    public JsonNode Root { get; }

    /// <summary>The rows and panels of the outer level, then those of each row that is folded up.</summary>
    public IReadOnlyList<IReadOnlyList<Panel>> Levels
    {
        get
        {
            var outer = Panels(Root);
            return [outer, .. outer.Select(panel => Panels(panel.Node)).Where(inner => inner.Length > 0)];
        }
    }

    /// <summary>All panels but rows.</summary>
    public IEnumerable<Panel> Shown => Levels.SelectMany(level => level).Where(panel => panel.Type != "row");

    /// <summary>The names of its variables.</summary>
    public IEnumerable<string> Variables => Root["templating"]!["list"]!.AsArray().Select(variable => Text(variable!, "name"));

    public static Board Read(string file) => new(JsonNode.Parse(Component.Text("dashboards", file))!);

    /// <summary>All objects in it, however deep.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    public static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";

    private static Panel[] Panels(JsonNode parent) => [.. (parent["panels"]?.AsArray() ?? []).Select(panel => new Panel(panel!))];
}

/// <summary>A panel or a row.</summary>
internal sealed record Panel(JsonNode Node)
{
    public int Id => Node["id"]!.GetValue<int>();

    public string Type => Board.Text(Node, "type");

    public string Title => Board.Text(Node, "title");

    public string Description => Board.Text(Node, "description");

    public string Unit => Node["fieldConfig"]?["defaults"] is { } defaults ? Board.Text(defaults, "unit") : "";

    public (int X, int Y, int Width, int Height) Place => (At("x"), At("y"), At("w"), At("h"));

    public IReadOnlyList<JsonNode> Targets => [.. (Node["targets"]?.AsArray() ?? []).Select(target => target!)];

    public IEnumerable<string> Queries => Targets.Select(target => Board.Text(target, "expr"));

    private int At(string name) => Node["gridPos"]![name]!.GetValue<int>();
}

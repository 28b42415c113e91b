using System.Text.RegularExpressions;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>That rules and dashboards ask for metrics that exist.</summary>
public sealed partial class MetricTests
{
    private static readonly HashSet<string> Asked =
    [
        .. Rule.Alerts.Concat(Rule.Records).Select(rule => rule.Expr)
            .Concat(Component.Boards.SelectMany(board => Board.Read(board).Shown).SelectMany(panel => panel.Queries))
            .SelectMany(Query.Metrics)
            .Except(Rule.Records.Select(rule => rule.Record!)),
    ];

    [Fact]
    public void Metrics_ThatAreAskedFor_AreDocumentedOrKnownFromOutside()
    {
        var documented = OwnName().Matches(Component.Page("metrics.md")).Select(match => match.Value).ToHashSet();

        Assert.Empty(Asked.Except(Outside.Metrics.Keys).Except(documented));
    }

    [Fact]
    public void Metrics_OfOthers_AreAskedFor() => Assert.Empty(Outside.Metrics.Keys.Except(Asked));

    [Theory]
    [InlineData("""sum by (a_b) (rate(x_y_bucket{c="d_e"}[5m])) / on (f) group_left () g_h > bool 1e-9""", "x_y", "g_h")]
    [InlineData("""count by (m) (label_replace({q="r"}, "m", "$1", "__name__", "(.+)")) or vector(0)""")]
    public void Query_NamesItsMetrics(string query, params string[] expected) => Assert.Equal(expected, Query.Metrics(query));

    [GeneratedRegex("sweep_[a-z0-9_]+")]
    private static partial Regex OwnName();
}

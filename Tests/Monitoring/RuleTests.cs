using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>What the rules do, as promtool plays it, and that nothing is left unplayed.</summary>
public sealed class RuleTests(PlainRules rules) : IClassFixture<PlainRules>
{
    public static TheoryData<string> TestFiles { get; } = new(Directory.GetFiles(Component.RuleTests).Select(path => Path.GetFileName(path)).Order());

    public static TheoryData<string> AlertNames { get; } = new(Rule.Alerts.Select(rule => rule.Alert!));

    public static TheoryData<string> RecordNames { get; } = new(Rule.Records.Select(rule => rule.Record!));

    [Theory, MemberData(nameof(TestFiles))]
    public async Task Rules_PlayedByPromtool_DoWhatTheTestSays(string file)
    {
        rules.Copy(Path.Combine(Component.RuleTests, file));

        await Promtool.PassAsync(rules.Folder, "test", "rules", file);
    }

    [Fact]
    public async Task PlainPrometheus_WithTheRulesBesideIt_IsAGoodConfiguration()
    {
        rules.Copy(Path.Combine(Component.Folder, "plain", "prometheus.yml"));

        await Promtool.PassAsync(rules.Folder, "check", "config", "prometheus.yml");
    }

    [Theory, MemberData(nameof(AlertNames))]
    public void Alert_IsPlayedFiringAndQuiet(string name)
    {
        var moments = RuleTest.All.SelectMany(test => test.AlertRuleTest).Where(moment => moment.Alertname == name).ToList();

        Assert.Contains(moments, moment => moment.ExpAlerts.Count > 0);
        Assert.Contains(moments, moment => moment.ExpAlerts.Count == 0);
    }

    [Theory, MemberData(nameof(RecordNames))]
    public void Record_IsPlayedAndUsed(string name)
    {
        Assert.Contains(RuleTest.All.SelectMany(test => test.PromqlExprTest), test => Query.Metrics(test.Expr).Contains(name));
        Assert.Contains(
            Rule.Alerts.Select(rule => rule.Expr).Concat(Component.Boards.SelectMany(board => Board.Read(board).Shown).SelectMany(panel => panel.Queries)),
            query => Query.Metrics(query).Contains(name));
    }
}

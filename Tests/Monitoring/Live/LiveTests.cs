using System.Text.RegularExpressions;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests.Live;

/// <summary>What a real Prometheus sees of a real cluster is what documentation, rules and dashboards say.</summary>
public sealed partial class LiveTests(WatchedCluster cluster) : IClassFixture<WatchedCluster>
{
    /// <summary>What Grafana takes for the range of a rate is at least so long.</summary>
    private const string Range = "5m";

    public static TheoryData<string> Boards => BoardTests.Files;

    [Fact]
    public async Task SiloDown_SiloKilledAndStartedAgain_FiredAndIsOver()
    {
        Assert.NotEmpty(await cluster.Prometheus.QueryAsync($"last_over_time({cluster.Firing}[10m])"));
        Assert.Empty(await cluster.Prometheus.QueryAsync(cluster.Firing));
    }

    /// <summary>Looks back, because what a killed silo had counted is gone with it.</summary>
    [Theory]
    [InlineData("""sweep_trial_retries_total{reason="crashed"}""")]
    [InlineData("""sweep_trial_retries_total{reason="hung"}""")]
    [InlineData("""sweep_lease_expiries_total{cause="silo_lost"}""")]
    [InlineData("sweep_process_hangs_total")]
    [InlineData("sweep_recovery_seconds_count")]
    [InlineData("sweep_wasted_device_seconds_total")]
    public Task Faults_ThatHappened_AreCounted(string series) => cluster.AnswersAsync($"max_over_time({series}[10m]) > 0");

    [Theory, MemberData(nameof(Boards))]
    public async Task Panels_AskedOfARunningCluster_HaveData(string file)
    {
        foreach (var panel in Board.Read(file).Shown.Where(panel => !Unseen.Panels.ContainsKey(panel.Title)))
        {
            foreach (var query in panel.Queries)
            {
                await cluster.AnswersAsync(Variables.Fill(query, Range));
            }
        }
    }

    [Fact]
    public async Task Records_OfARunningCluster_HaveData()
    {
        foreach (var rule in Rule.Records)
        {
            await cluster.AnswersAsync(rule.Record!);
        }
    }

    [Fact]
    public async Task Metrics_ThatAreDocumented_AreReported()
    {
        var documented = OwnName().Matches(Component.Page("metrics.md")).Select(match => match.Groups["name"].Value).Distinct();
        foreach (var name in documented.Except(Unseen.Metrics.Keys))
        {
            await cluster.AnswersAsync($$"""{__name__=~"{{name}}(_count)?"}""");
        }
    }

    [Fact]
    public async Task Metrics_OfOurOwn_AreAsPrometheusLikesThem()
    {
        using var client = new HttpClient();
        foreach (var page in cluster.MetricPages)
        {
            var metrics = await client.GetStringAsync(page, TestContext.Current.CancellationToken);
            await Promtool.PassMetricsAsync(string.Concat(OwnLine().Matches(metrics).Select(match => match.Value + "\n")));
        }
    }

    [GeneratedRegex("`(?<name>sweep_[a-z0-9_]+)")]
    private static partial Regex OwnName();

    [GeneratedRegex(@"^(# \w+ )?sweep_.*$", RegexOptions.Multiline)]
    private static partial Regex OwnLine();
}

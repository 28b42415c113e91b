using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Cluster.Tests;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Live;
using SweepCluster.Monitoring.Tests.Files;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Monitoring.Tests.Live;

/// <summary>
/// Two real silos and a dashboard, scraped by a real Prometheus with the example configuration and the rules, everything but their
/// patience as delivered. Sweeps run in it, in which much goes wrong, and one silo is killed and started again.
/// </summary>
public sealed partial class WatchedCluster : IAsyncLifetime
{
    /// <summary>The silo that is killed.</summary>
    internal const string Victim = "b";

    private readonly PlainRules _rules = new();
    private readonly Dictionary<string, int> _ports = new() { ["a"] = TestServer.FreePort(), [Victim] = TestServer.FreePort() };
    private readonly RealCluster _cluster;
    private readonly CancellationTokenSource _looking = new();
    private WebApplication? _dashboard;
    private Task _pages = Task.CompletedTask;

    public WatchedCluster() => _cluster = new RealCluster { MonitorOf = name => $"http://{SiloAt(name)}" };

    internal PrometheusServer Prometheus { get; private set; } = null!;

    /// <summary>Where silos and dashboard show their metrics.</summary>
    internal IEnumerable<Uri> MetricPages => _ports.Keys.Select(SiloAt).Append(DashboardAt).Select(place => new Uri($"http://{place}/metrics"));

    /// <summary>The query that has an answer while the alert about the killed silo fires.</summary>
    internal string Firing => $$"""ALERTS{alertname="SweepSiloDown", alertstate="firing", instance="{{SiloAt(Victim)}}"}""";

    private string DashboardAt => new Uri(_dashboard!.Urls.First()).Authority;

    public async ValueTask InitializeAsync()
    {
        await _rules.InitializeAsync();
        await _cluster.InitializeAsync();
        await _cluster.StartSilosAsync([.. _ports.Keys]);
        _dashboard = DashboardHost.Build(_ => _cluster.Grains, new DashboardOptions("http://127.0.0.1:0"));
        await _dashboard.StartAsync();
        Prometheus = await PrometheusServer.StartNewAsync(Configuration());

        await PlayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _looking.CancelAsync();
        await _pages;
        if (Prometheus is not null)
        {
            await Prometheus.DisposeAsync();
        }

        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }

        await _cluster.DisposeAsync();
        await _rules.DisposeAsync();
        _looking.Dispose();
    }

    /// <summary>Waits until a query has an answer, or has none.</summary>
    internal Task AnswersAsync(string query, bool wanted = true) => Eventually.TrueAsync(
        async () => await Prometheus.QueryAsync(query) is { Count: var count } && count > 0 == wanted,
        () => $"{(wanted ? "No" : "An")} answer to {query}\n{_cluster.Troubles()}");

    private async Task PlayAsync()
    {
        var endless = await _cluster.SubmitAsync(ScriptedSweeps.Endless);
        _pages = LookAtAsync(endless.Id);
        var over = new List<RealSweep>();
        foreach (var spec in ScriptedSweeps.Troubled)
        {
            over.Add(await _cluster.SubmitAsync(spec));
        }

        foreach (var sweep in over)
        {
            await sweep.CompletedAsync(_cluster);
        }

        await AnswersAsync($$"""up{instance="{{SiloAt(Victim)}}"} == 1""");
        await _cluster.Silo(Victim).KillAsync();
        await AnswersAsync(Firing);
        await AnswersAsync("""sweep_lease_expiries_total{cause="silo_lost"} > 0""");
        await _cluster.RestartSiloAsync(Victim);
        await AnswersAsync(Firing, wanted: false);
        await AnswersAsync($$"""sweep_slots{instance="{{SiloAt(Victim)}}", state="running"} > 0""");
    }

    /// <summary>What an open page does.</summary>
    private async Task LookAtAsync(string sweep)
    {
        try
        {
            await foreach (var update in _dashboard!.Services.GetRequiredService<SweepFeed>().WatchAsync(sweep, _looking.Token))
            {
                _ = update;
            }
        }
        catch (OperationCanceledException) when (_looking.IsCancellationRequested)
        {
            // The page is closed.
        }
    }

    private string SiloAt(string name) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_ports[name]}");

    /// <summary>The files of a Prometheus as delivered, that looks twice a second and waits for a second before an alert fires.</summary>
    private Dictionary<string, string> Configuration()
    {
        var files = Directory.GetFiles(_rules.Folder).ToDictionary(
            path => Path.GetFileName(path), path => Patience().Replace(File.ReadAllText(path), "for: 1s"));
        files["prometheus.yml"] = Component.Text("plain", "prometheus.yml")
            .Replace("_interval: 15s", "_interval: 500ms", StringComparison.Ordinal)
            .Replace("['127.0.0.1:9464']", $"['{string.Join("', '", _ports.Keys.Select(SiloAt))}']", StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", DashboardAt, StringComparison.Ordinal);
        return files;
    }

    [GeneratedRegex(@"for: \d+m")]
    private static partial Regex Patience();
}

using System.Net;
using Microsoft.Data.Sqlite;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Tests.Hosting;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Silo.Tests.Monitoring;

/// <summary>What a real silo answers to those who watch over it.</summary>
public sealed class MonitorTests : IAsyncLifetime
{
    private static readonly string[] WithoutFaults =
    [
        "sweep_attempts_ended_total", "sweep_build_info", "sweep_checkpoint_bytes", "sweep_checkpoint_failures_total", "sweep_checkpoint_seconds",
        "sweep_cluster_silos", "sweep_commit_seconds", "sweep_duplicate_suggestions_total", "sweep_lease_expiries_total", "sweep_objective_best",
        "sweep_process_hangs_total", "sweep_process_start_seconds", "sweep_process_starts_total", "sweep_queue_wait_seconds",
        "sweep_reports_total", "sweep_slot_busy_seconds_total", "sweep_slot_gap_seconds", "sweep_slot_idle_seconds_total", "sweep_slots",
        "sweep_step_seconds", "sweep_steps_total", "sweep_store_failures_total", "sweep_suggest_seconds", "sweep_sweeps",
        "sweep_trial_duration_seconds", "sweep_trial_retries_total", "sweep_trials", "sweep_trials_ended_total", "sweep_trials_started_total",
        "sweep_wasted_device_seconds_total",
    ];

    private readonly TemporaryHome _home = new();
    private LocalCluster _cluster = null!;

    private string Url => _cluster.MonitorUrl!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(_home.Path, monitorUrl: "http://127.0.0.1:0");

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task Metrics_DuringASweepWithoutFaults_AreAllThereAndEachOnce()
    {
        var sweep = await SubmittedSweep.SubmitAsync(_cluster.Grains, ScriptedSweeps.Spec(1_000));
        Scrape scrape = null!;
        await Eventually.True(
            async () => (scrape = await Scrape.OfAsync(Url)).Sum("sweep_trials_ended_total{outcome=\"completed\"}") >= 3, "three trials are counted");

        // Whether this machine has graphics processors is no matter here.
        var families = scrape.OwnFamilies.Where(name => !name.StartsWith("sweep_gpu_", StringComparison.Ordinal));
        Assert.Equal(WithoutFaults, families.Order(StringComparer.Ordinal));

        // Orleans' instruments are the process's own, and in this one there are silos of other tests.
        var own = scrape.Series.Where(series => series.StartsWith("sweep_", StringComparison.Ordinal)).ToList();
        Assert.Equal(own.Distinct(), own);
        Assert.Equal(1, scrape.Sum("sweep_sweeps{status=\"running\"}"));
        Assert.Equal(2, scrape.Sum("sweep_slots{device=\"cpu\""));
        Assert.InRange(scrape.Sum("sweep_trials{state=\"queued\"}"), 1, 997);
        Assert.InRange(scrape.Sum("sweep_step_seconds_sum{"), 0.05, 60);
        Assert.Contains(scrape.Families.Keys, name => name.StartsWith("orleans_", StringComparison.Ordinal));
        Assert.Contains("dotnet_process_memory_working_set_bytes", scrape.Families.Keys);
        await sweep.Grain.Cancel();
        await sweep.HasBecomeAsync(SweepStatus.Canceled);
        await Eventually.True(
            async () => !(await Scrape.OfAsync(Url)).Lines.Any(line => line.Contains(sweep.Id, StringComparison.Ordinal)),
            "the sweep that is over is not named any more");
    }

    [Fact]
    public async Task Health_OfAnActiveSilo_IsGood()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync("/healthz"));
        await Eventually.True(
            async () => await GetAsync("/readyz") == (HttpStatusCode.OK, "Healthy: the silo is Active and its store can be written"), "the silo is ready");
    }

    [Fact]
    public async Task Ready_StoreIsLocked_SaysSoWhileTheProcessLives()
    {
        await using (var locking = new SqliteConnection($"Data Source={_home.Home.Database};Pooling=False"))
        {
            await locking.OpenAsync(TestContext.Current.CancellationToken);
            await using var begin = locking.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            var (status, answer) = await GetAsync("/readyz");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.StartsWith("Unhealthy: the store cannot be written: ", answer, StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync("/healthz"));
        }

        await Eventually.True(async () => (await GetAsync("/readyz")).Status == HttpStatusCode.OK, "the silo is ready again");
    }

    [Fact]
    public async Task Start_PortIsTaken_SaysWhichAndWhatToDo()
    {
        using var other = new TemporaryHome();

        var refusal = await Assert.ThrowsAsync<IOException>(() => TestCluster.StartAsync(other.Path, monitorUrl: Url));

        Assert.Equal(
            $"Monitor:Url was {Url}, and nothing can listen there: the port is in use. Choose another with --monitor-url; port 0 takes a free one.",
            refusal.Message);
    }

    [Theory]
    [InlineData("9464")]
    [InlineData("https://127.0.0.1:9464")]
    [InlineData("http://127.0.0.1:9464/metrics")]
    public async Task Start_UrlIsNone_IsRefused(string url)
    {
        using var other = new TemporaryHome();

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => TestCluster.StartAsync(other.Path, monitorUrl: url));

        Assert.Contains($"Monitor:Url was '{url}'; it must be an http address to listen on", refusal.Message);
    }

    private async Task<(HttpStatusCode Status, string Answer)> GetAsync(string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(Url + path), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

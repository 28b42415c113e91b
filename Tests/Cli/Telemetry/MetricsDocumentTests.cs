using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Live;
using SweepCluster.Silo.Hosting;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Cli.Tests.Telemetry;

/// <summary>
/// <c>docs/metrics.md</c> beside what <c>/metrics</c> says while a sweep runs: the silo and the dashboard in one process, as in <c>sweep up</c>.
/// </summary>
public sealed partial class MetricsDocumentTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sweep-home-");
    private LocalCluster _cluster = null!;
    private WebApplication _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await LocalCluster.StartAsync(
            new LocalClusterOptions(_home.FullName, "test") { Devices = "cpu:2", WarmsUp = false }, TestContext.Current.CancellationToken);
        _dashboard = DashboardHost.Build(_ => _cluster.Grains, new DashboardOptions("http://127.0.0.1:0"));
        await _dashboard.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _cluster.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Document_BesideALiveAnswer_ListsTheSameSeriesWithTheirTypesAndLabels()
    {
        var documented = DocumentedSeries.Read(File.ReadAllText(Setting("MetricsDocument")))
            .Where(series => !series.Name.StartsWith("sweep_gpu_", StringComparison.Ordinal)).ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sweep = await _cluster.Grains.GetGrain<ISweepCatalogGrain>(0).Submit(Crashing());
        var watching = WatchAsync(sweep, over.Token);

        var live = await ScrapeAsync(scrape => documented.All(series => scrape.Families.ContainsKey(series.Name)));

        Assert.Equal(documented.Select(Show).Order(StringComparer.Ordinal), live.OwnFamilies.Select(name => Show(live, name)).Order(StringComparer.Ordinal));
        Assert.Equal(live.Series.Distinct(), live.Series);
        Assert.Contains("http_server_request_duration_seconds", live.Families.Keys);
        await over.CancelAsync();
        await watching;
        await _cluster.Grains.GetGrain<ISweepGrain>(sweep).Cancel();
    }

    private static string Show(DocumentedSeries series) => $"{series.Type} {series.Name}{{{string.Join(',', series.Labels.Order(StringComparer.Ordinal))}}}";

    private static string Show(Scrape scrape, string name)
    {
        var labels = scrape.Series.Where(series => OwnerOf(series) == name).SelectMany(series => Label().Matches(series))
            .Select(match => match.Groups["name"].Value).Distinct().Where(label => label != "le").Order(StringComparer.Ordinal);
        return $"{scrape.Families[name]} {name}{{{string.Join(',', labels)}}}";
    }

    /// <summary>The family that a sample belongs to.</summary>
    private static string OwnerOf(string series) => HistogramPart().Replace(series.Split('{')[0], "");

    private static string Setting(string key) => typeof(MetricsDocumentTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;

    /// <summary>A sweep whose trials crash once each and then complete.</summary>
    private static SweepSpec Crashing() => new(
        "documented",
        new ProgramTask([Setting("ScriptedTrial")]),
        new RandomMethod(),
        [new Objective("score", Direction.Maximize)],
        [
            new ParameterSpec("lr", new UniformDistribution(0, 1), []),
            new ParameterSpec("fault", new ConstantDistribution(ParameterValue.Of("exit")), []),
        ]);

    /// <summary>Follows the sweep as its page does.</summary>
    private async Task WatchAsync(string sweep, CancellationToken cancellationToken)
    {
        try
        {
            await _dashboard.Services.GetRequiredService<SweepFeed>().WatchAsync(sweep, cancellationToken).CountAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test has seen what it wanted.
        }
    }

    private async Task<Scrape> ScrapeAsync(Predicate<Scrape> isWhole)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var scrape = await Scrape.OfAsync(_dashboard.Urls.Single());
            if (isWhole(scrape) || deadline.IsCancellationRequested)
            {
                return scrape;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("[{,](?<name>[a-z_]+)=\"")]
    private static partial Regex Label();

    [GeneratedRegex("(?<=_seconds|_bytes)_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}

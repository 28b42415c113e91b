using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Benchmarks.Scale;
using SweepCluster.Browser.Tests;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Benchmarks.Ui;

/// <summary>
/// What people wait for in the dashboard of a sweep of 10,000 trials with 20 reports each, which goes on in 8 slots; and what those who
/// look cost the sweep. Silo, dashboard and Chromium share the machine.
/// </summary>
internal sealed class UiBenchmark : IBenchmark
{
    private const string Sweep = "bench-1";
    private const int Trials = 10_000;
    private const int Reports = 20;
    private const int Slots = 8;
    private const double PerSecond = 20;

    public string Name => "ui";

    public string Summary => "first paint, interactions, live updates and their cost in a browser; the part names a measurement: paint, interactions, live or watchers";

    public void Run(TextWriter output, string part) => RunAsync(output, part).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output, string part)
    {
        output.WriteLine($"ui: a sweep of {Trials} trials with {Reports} reports each; {Slots} slots go on with it, {PerSecond} reports a second in all");
        await using var cluster = await BenchmarkCluster.StartOnSqliteAsync(Slots, SlotCallers.LetWorkersSleep, prepare: SeedAsync);
        cluster.LetWorkersRest();
        await using var dashboard = DashboardHost.Build(
            _ => cluster.Grains,
            new DashboardOptions("http://127.0.0.1:0"),
            web => web.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
        await dashboard.StartAsync();
        using var proxy = new CountingProxy(new Uri(dashboard.Urls.Single()).Port);
        await cluster.Grains.GetGrain<ISweepGrain>(Sweep).GetSnapshot();
        await using var slots = await ReportingSlots.StartAsync(cluster, Sweep, Slots, PerSecond);
        await slots.PassAsync(TimeSpan.FromSeconds(5));
        if (part is not "watchers")
        {
            await using var chromium = await Chromium.LaunchAsync();
            var looks = new BrowserFigures(chromium, proxy, slots, Sweep);
            await MeasureAsync(output, part, looks);
        }

        if (part is "" or "watchers")
        {
            await WatcherFigures.WriteAsync(output, dashboard.Services, slots, dashboard.Urls.Single(), Sweep);
        }
    }

    private static async Task MeasureAsync(TextWriter output, string part, BrowserFigures looks)
    {
        (string Name, Func<Task<IReadOnlyList<string>>> Measure)[] parts =
            [("paint", looks.PaintAsync), ("interactions", looks.InteractionsAsync), ("live", looks.LiveAsync)];
        foreach (var (_, measure) in parts.Where(candidate => part.Length == 0 || candidate.Name == part))
        {
            foreach (var line in await measure())
            {
                output.WriteLine($"  {line}");
            }
        }
    }

    private static async Task SeedAsync(string home)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSqliteSweepStore(new SweepHome(home).Database);
        await using var provider = services.BuildServiceProvider();
        await StoreServices.MigrateAsync(provider, CancellationToken.None);
        var spec = BenchmarkSpec.Create(runCap: null) with { EarlyTerminate = new NoEarlyTermination() };
        await LongLog.WriteAsync(provider, Sweep, LongLog.Of(Trials, Reports, spec));
    }
}

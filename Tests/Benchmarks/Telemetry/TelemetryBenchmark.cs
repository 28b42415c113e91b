using System.Diagnostics;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Benchmarks.Telemetry;

/// <summary>
/// What being watched costs: a LeNet is trained with telemetry and without in turn, in the same run, and scrapes are timed while it trains.
/// </summary>
internal sealed class TelemetryBenchmark : IBenchmark
{
    private const int Pairs = 4;
    private const int Epochs = 8;
    private const int Images = 6_000;
    private const int Scrapes = 60;
    private const string Anywhere = "http://127.0.0.1:0";

    /// <summary>How often Prometheus asks.</summary>
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(5);

    /// <summary>An answer is kept for 0.3 s; a scrape that is timed must not find one.</summary>
    private static readonly TimeSpan TimedInterval = TimeSpan.FromMilliseconds(350);

    public string Name => "telemetry";

    public string Summary => "images per second of a training with telemetry over without, and the time of a scrape";

    public void Run(TextWriter output, string part) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        // The first training of a process pays for what all later ones find ready.
        await TrainAsync(isWatched: false);
        List<double> ratios = [], watched = [], unwatched = [];
        for (var pair = 0; pair < Pairs; pair++)
        {
            // Which of the two comes first changes from pair to pair.
            var first = await TrainAsync(pair % 2 == 0);
            var second = await TrainAsync(pair % 2 != 0);
            var (with, without) = pair % 2 == 0 ? (first, second) : (second, first);
            ratios.Add(with.Speed / without.Speed);
            watched.Add(with.Share);
            unwatched.Add(without.Share);
            output.WriteLine(FormattableString.Invariant(
                $"  pair {pair + 1}: {with.Speed:0} images/s with, {without.Speed:0} without, ratio {with.Speed / without.Speed:0.000}"));
        }

        output.WriteLine(FormattableString.Invariant(
            $"telemetry: images per second with over without, scraped each {ScrapeInterval.TotalSeconds:0} s: median {Quantile.Of(ratios, 0.5):0.000} of {Pairs} pairs"));
        output.WriteLine(FormattableString.Invariant(
            $"telemetry: the silo's own processor time over the training's: median {100 * Quantile.Of(watched, 0.5):0.0} % with, {100 * Quantile.Of(unwatched, 0.5):0.0} % without"));
        var scrapes = new List<double>();
        var bytes = 0;
        await TrainAsync(Anywhere, async (url, _) => bytes = await TimeAsync(url, scrapes));
        output.WriteLine(FormattableString.Invariant(
            $"telemetry: {Scrapes} scrapes of {bytes / 1000} kB beside a training: median {Quantile.Of(scrapes, 0.5):0.0} ms, p95 {Quantile.Of(scrapes, 0.95):0.0} ms (target 20)"));
    }

    private static Task<Cost> TrainAsync(bool isWatched) => TrainAsync(isWatched ? Anywhere : "", ScrapeAsync);

    /// <summary>Trains one network in a cluster of its own and answers what that took, over all epochs but the first.</summary>
    /// <param name="monitorUrl">Where figures are served; empty for nowhere.</param>
    /// <param name="watch">What somebody does meanwhile with that address, until it ends by itself or the training does.</param>
    private static async Task<Cost> TrainAsync(string monitorUrl, Func<string, CancellationToken, Task> watch)
    {
        var home = Directory.CreateTempSubdirectory("sweep-bench-");
        try
        {
            await using var cluster = await LocalCluster.StartAsync(Options(home.FullName, monitorUrl), CancellationToken.None);
            var sweep = cluster.Grains.GetGrain<ISweepGrain>(await cluster.Grains.GetGrain<ISweepCatalogGrain>(0).Submit(Spec));
            using var over = new CancellationTokenSource();
            var watching = cluster.MonitorUrl is { } url ? watch(url, over.Token) : Task.CompletedTask;
            var cost = await CostAsync(sweep);
            await over.CancelAsync();
            await watching;
            return cost;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static LocalClusterOptions Options(string home, string monitorUrl) => new(home, "benchmark")
    {
        Devices = "cpu",
        MonitorUrl = monitorUrl,
        Configure = settings => settings.Trainer = Path.Combine(AppContext.BaseDirectory, "sweep-trainer"),
    };

    private static SweepSpec Spec { get; } = new(
        "bench",
        new DatasetTask("fashion-mnist", Images, 1_000),
        new RandomMethod(),
        [new Objective("val_accuracy", Direction.Maximize)],
        [Constant("model", ParameterValue.Of("lenet")), Constant("epochs", ParameterValue.Of(Epochs)), Constant("batch_size", ParameterValue.Of(32))])
    {
        Seed = 1,
        RunCap = 1,
    };

    private static ParameterSpec Constant(string name, ParameterValue value) => new(name, new ConstantDistribution(value), []);

    private static async Task<Cost> CostAsync(ISweepGrain sweep)
    {
        var (seconds, before, now) = (0.0, TimeSpan.Zero, TimeSpan.Zero);
        await foreach (var report in sweep.Watch(1).OfType<AttemptReported>())
        {
            // The trainer is another process: this one is the silo and whoever scrapes it.
            now = Environment.CpuUsage.TotalTime;
            (seconds, before) = report.Step > 1 ? (seconds + report.StepSeconds, before) : (0, now);
        }

        return new Cost(Images * (Epochs - 1) / seconds, (now - before).TotalSeconds / seconds);
    }

    private static async Task ScrapeAsync(string url, CancellationToken over)
    {
        using var client = new HttpClient();
        while (!over.IsCancellationRequested)
        {
            await client.GetStringAsync(new Uri($"{url}/metrics"), CancellationToken.None);
            await Task.Delay(ScrapeInterval, TimeProvider.System, over).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<int> TimeAsync(string url, List<double> milliseconds)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimedInterval);
        var length = 0;
        while (milliseconds.Count < Scrapes && await timer.WaitForNextTickAsync())
        {
            var startedAt = Stopwatch.GetTimestamp();
            length = (await client.GetStringAsync(new Uri($"{url}/metrics"))).Length;
            milliseconds.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        return length;
    }

    /// <param name="Speed">Images per second of training.</param>
    /// <param name="Share">The processor time of the silo's process over the time of training.</param>
    private readonly record struct Cost(double Speed, double Share);
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Grains.Store;

namespace SweepCluster.Benchmarks.Store;

/// <summary>How many reports a second the event store makes durable on SQLite, alone and when many trials report at once.</summary>
internal sealed class StoreBenchmark : IBenchmark
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);
    private static readonly int[] Reporters = [1, 8, 64, 512];

    public string Name => "store";

    public string Summary => "reports per second that the event store commits, by the number of trials that report at once";

    public void Run(TextWriter output, string part) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        output.WriteLine("store: reports per second made durable (SQLite, write-ahead log, full flush per commit)");
        double? alone = null;
        foreach (var reporters in Reporters)
        {
            var rate = await MeasureAsync(reporters);
            alone ??= rate;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {reporters,4} at once: {rate,8:0} per second, {rate / alone:0.0} times one alone"));
        }
    }

    private static async Task<double> MeasureAsync(int reporters)
    {
        var folder = Directory.CreateTempSubdirectory("sweep-bench-");
        try
        {
            var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            services.AddSqliteSweepStore(Path.Combine(folder.FullName, "bench.db"));
            await using var provider = services.BuildServiceProvider();
            await StoreServices.MigrateAsync(provider, CancellationToken.None);
            var writer = provider.GetRequiredService<EventWriter>();
            await ((IHostedService)writer).StartAsync(CancellationToken.None);
            return await ReportAsync(writer, reporters);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> ReportAsync(EventWriter writer, int reporters)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, reporters).Select(number => Task.Run(() => ReportAsync(writer, number, clock))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<int> ReportAsync(EventWriter writer, int number, Stopwatch clock)
    {
        var reporter = new Reporter($"bench-{number}", new SweepJournal(writer));
        await reporter.BeginAsync();
        var reports = 0;
        while (clock.Elapsed < Duration)
        {
            await reporter.ReportAsync();
            reports++;
        }

        return reports;
    }

    /// <summary>One trial of one sweep that reports as fast as it is answered.</summary>
    private sealed class Reporter(string sweep, SweepJournal journal)
    {
        private static readonly TrialCounts OneRunning = new(1, 0, 1, 0, 0, 0, 0, 0);

        private long _sequence;
        private int _step;

        public Task BeginAsync() => AppendAsync(
            new SweepSubmitted(BenchmarkSpec.Create(1)), new TrialSuggested(0, ParameterSet.Empty, 1, "bench"));

        public Task ReportAsync() => AppendAsync(new AttemptReported(
            0,
            1,
            ++_step,
            new MetricSet([new Metric("score", 0.5), new Metric("loss", 1.25)]),
            0.1,
            Judgement.Continue));

        private Task AppendAsync(params ImmutableArray<SweepEvent> events)
        {
            ImmutableArray<SweepEvent> stamped = [.. events.Select(e => e with { Sequence = ++_sequence })];
            var snapshot = new SweepSnapshot(sweep, SweepStatus.Running, BenchmarkSpec.Create(1), _sequence, OneRunning);
            var trial = new TrialSnapshot(0, TrialStatus.Running, ParameterSet.Empty, 1) { Step = _step };
            return journal.AppendAsync(new AppendRequest(snapshot, "", stamped, [trial]));
        }
    }
}

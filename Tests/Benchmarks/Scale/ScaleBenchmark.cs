using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SweepCluster.Grains.Store;

namespace SweepCluster.Benchmarks.Scale;

/// <summary>What a sweep of many trials costs: the memory of its engine, and the time until a new activation can answer.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const string Sweep = "bench";
    private static readonly int[] Sizes = [10_000, 100_000];

    public string Name => "scale";

    public string Summary => "memory per trial, and time to replay a log with and without segments, at 10,000 and 100,000 trials";

    public void Run(TextWriter output, string part) => RunAsync(output, part).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output, string part)
    {
        output.WriteLine("scale: a sweep of 10 parameters with 5 reports and a checkpoint per trial (SQLite)");
        output.WriteLine("   trials     events   bytes per trial   replay s   packing s   replay from segments s   log MB   segments MB");
        foreach (var size in Sizes.Where(size => size.ToString(CultureInfo.InvariantCulture).Contains(part, StringComparison.Ordinal)))
        {
            output.WriteLine(await MeasureAsync(size));
        }
    }

    private static async Task<string> MeasureAsync(int trials)
    {
        var folder = Directory.CreateTempSubdirectory("sweep-bench-");
        try
        {
            var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            services.AddSqliteSweepStore(Path.Combine(folder.FullName, "bench.db"));
            await using var provider = services.BuildServiceProvider();
            await StoreServices.MigrateAsync(provider, CancellationToken.None);
            await LongLog.WriteAsync(provider, Sweep, LongLog.Of(trials));
            return await MeasureAsync(provider, trials);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> MeasureAsync(ServiceProvider provider, int trials)
    {
        var (replay, packer) = (provider.GetRequiredService<SweepReplay>(), provider.GetRequiredService<SegmentPacker>());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var replayed = (await replay.LoadAsync(Sweep, CancellationToken.None))!;
        var slow = clock.Elapsed;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        clock.Restart();
        packer.Pack(Sweep, replayed.Unpacked);
        await packer.IdleAsync();
        var packing = clock.Elapsed;
        var events = replayed.Engine.LastSequence;
        replayed = null;

        clock.Restart();
        var again = (await replay.LoadAsync(Sweep, CancellationToken.None))!;
        var fast = clock.Elapsed;
        if (again.Unpacked.Length > 0 || again.Engine.LastSequence != events)
        {
            throw new InvalidOperationException($"The log of {events} events was not read from segments.");
        }

        await using var context = Open(provider);
        var log = await context.Events.SumAsync(row => (long)row.Payload.Length);
        var segments = await context.Segments.SumAsync(row => (long)row.Content.Length);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {trials,7}   {events,8}   {bytes / trials,15}   {slow.TotalSeconds,8:0.0}   {packing.TotalSeconds,9:0.0}   {fast.TotalSeconds,22:0.0}   {log / 1e6,6:0}   {segments / 1e6,11:0}");
    }

    private static SweepDbContext Open(ServiceProvider provider) =>
        provider.GetRequiredService<IDbContextFactory<SweepDbContext>>().CreateDbContext();
}

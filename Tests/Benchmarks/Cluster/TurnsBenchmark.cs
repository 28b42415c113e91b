using System.Globalization;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>Whether grain turns stay short and the thread pool keeps up: two slots with steady reports, and 64 callers at full speed.</summary>
internal sealed class TurnsBenchmark : IBenchmark
{
    private const int Trials = 8;
    private const int Steps = 200;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    public string Name => "turns";

    public string Summary => "long grain turns, and the thread pool's threads, queue and delay, on a running cluster";

    public void Run(TextWriter output, string part) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        output.WriteLine($"turns: SQLite; a turn is long from {Longest.TotalMilliseconds:0} ms (target 0); a pool item should run within milliseconds");
        output.WriteLine("  load                            long turns   most threads   most waiting   wait p50 ms   p99 ms   longest ms");
        await WriteAsync(output, $"2 slots, a report per {Step.TotalMilliseconds:0} ms", slots: 2, _ => { }, TrainAsync);
        await WriteAsync(output, "64 callers at full speed", slots: 64, SlotCallers.LetWorkersSleep, cluster => SlotCallers.MeasureAsync(cluster, 64));
    }

    private static async Task WriteAsync(
        TextWriter output, string load, int slots, Action<SiloSettings> configure, Func<BenchmarkCluster, Task> work)
    {
        using var turns = new LongTurns(Longest);
        await using var cluster = await BenchmarkCluster.StartOnSqliteAsync(slots, configure, turns.AddTo);
        var pool = new PoolWatch();
        using (pool)
        {
            await work(cluster);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {load,-30}   {turns.Count,10}   {pool.MostThreads,12}   {pool.MostWaiting,12}   {Quantile.Of(pool.Waits, 0.5),11:0.00}   {Quantile.Of(pool.Waits, 0.99),6:0.00}   {pool.Waits.Max(),10:0.00}"));
    }

    private static async Task TrainAsync(BenchmarkCluster cluster)
    {
        var observer = Directory.CreateTempSubdirectory("sweep-bench-");
        try
        {
            var sweep = await cluster.SubmitAsync(ScriptedSpec.Create(Trials, Steps, Step, observer.FullName));
            await cluster.CompletedAsync(sweep);
        }
        finally
        {
            observer.Delete(recursive: true);
        }
    }
}

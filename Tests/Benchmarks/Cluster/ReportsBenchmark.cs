using System.Globalization;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>
/// How many reports a second go through trial grain and sweep grain and are answered after their commit, by the number of trials that run
/// at once and by store.
/// </summary>
internal sealed class ReportsBenchmark : IBenchmark
{
    /// <summary>
    /// Reports per second of its own processor time that one process of Optuna 4.1 stored, on a virtual machine of the same kind (2 cores
    /// of an AMD EPYC): random sampler, trials of ten reports, the database server's time not counted. More processes stored fewer each.
    /// </summary>
    private const double OptunaOnSqlite = 130;

    /// <inheritdoc cref="OptunaOnSqlite"/>
    private const double OptunaOnPostgres = 95;

    private static readonly int[] Counts = [1, 8, 64];

    public string Name => "reports";

    public string Summary => "reports per second answered after their commit, end to end, on SQLite and PostgreSQL; the part names a store";

    public void Run(TextWriter output, string part) => RunAsync(output, part).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output, string part)
    {
        output.WriteLine($"reports: end to end through the grains, trials of {SlotCaller.ReportsPerTrial} reports, each answered after its commit");
        output.WriteLine("  store        trials at once   per second   of CPU time   median ms   p95 ms   to Optuna");
        foreach (var count in Counts.Where(_ => "SQLite".Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            await using var cluster = await BenchmarkCluster.StartOnSqliteAsync(count, SlotCallers.LetWorkersSleep);
            Write(output, "SQLite", count, OptunaOnSqlite, await SlotCallers.MeasureAsync(cluster, count));
        }

        foreach (var count in Counts.Where(_ => "PostgreSQL".Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            if (await TryStartOnPostgresAsync(output, count) is not { } started)
            {
                break;
            }

            await using var cluster = started;
            Write(output, "PostgreSQL", count, OptunaOnPostgres, await SlotCallers.MeasureAsync(cluster, count));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  Optuna 4.1 is not run here. Measured on the same kind of machine, one process, its database server's time not counted: "
            + $"{OptunaOnSqlite} (SQLite) and {OptunaOnPostgres} (PostgreSQL) reports per second of CPU time."));
    }

    private static async Task<BenchmarkCluster?> TryStartOnPostgresAsync(TextWriter output, int count)
    {
        try
        {
            return await BenchmarkCluster.StartOnPostgresAsync(count, SlotCallers.LetWorkersSleep);
        }
        catch (InvalidOperationException exception)
        {
            output.WriteLine($"  PostgreSQL   skipped: {exception.Message}");
            return null;
        }
    }

    private static void Write(TextWriter output, string store, int count, double optuna, CallerFigures figures) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {store,-10}   {count,14}   {figures.PerSecond,10:0}   {figures.PerCpuSecond,11:0}   {figures.MedianMilliseconds,9:0.0}   {figures.LongMilliseconds,6:0.0}   {figures.PerSecond / optuna,5:0.0} by the clock, {figures.PerCpuSecond / optuna,5:0.0} by CPU time"));
}

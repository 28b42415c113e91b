using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>
/// What the cluster itself costs a trial: slot workers, real trial processes and an SQLite log, with trials that do nothing and with trials
/// that sleep for ten seconds.
/// </summary>
internal sealed class TrialsBenchmark : IBenchmark
{
    private const int Slots = 2;

    /// <summary>Trials per second of CPU time of one process of Optuna 4.1 without reports; see <see cref="ReportsBenchmark"/>.</summary>
    private const double OptunaOnSqlite = 16;

    private static readonly (string Name, int Trials, int Steps)[] Cases = [("nothing to do", 600, 0), ("10 s each", 6 * Slots, 10)];

    public string Name => "trials";

    public string Summary => "trials per second, from lease to start, gap between trials and use of 2 slots";

    public void Run(TextWriter output, string part) => RunAsync(output, part).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output, string part)
    {
        output.WriteLine($"trials: {Slots} slots with real trial processes, SQLite");
        foreach (var (name, trials, steps) in Cases.Where(candidate => candidate.Name.Contains(part, StringComparison.Ordinal)))
        {
            var times = await MeasureAsync(trials, steps);
            Write(output, name, times);
            output.WriteLine($"    {(steps == 0 ? Rate(times) : Use(times))}");
        }
    }

    private static async Task<TrialTimes> MeasureAsync(int trials, int steps)
    {
        var observer = Directory.CreateTempSubdirectory("sweep-bench-");
        try
        {
            var calls = new WorkerCalls(TimeProvider.System);
            await using var cluster = await BenchmarkCluster.StartOnSqliteAsync(
                Slots, _ => { }, services => services.AddSingleton<IOutgoingGrainCallFilter>(calls));
            var sweep = await cluster.SubmitAsync(ScriptedSpec.Create(trials, steps, TimeSpan.FromSeconds(1), observer.FullName));
            await cluster.CompletedAsync(sweep);
            return new TrialTimes(calls, observer.FullName);
        }
        finally
        {
            observer.Delete(recursive: true);
        }
    }

    private static string Rate(TrialTimes times)
    {
        var rate = times.Count / times.Span.TotalSeconds;
        return FormattableString.Invariant(
            $"{rate:0.0} trials per second; {rate / OptunaOnSqlite:0.0} times the {OptunaOnSqlite} per second of CPU time of Optuna 4.1 in one process (SQLite; not run here)");
    }

    private static string Use(TrialTimes times) => FormattableString.Invariant(
        $"slots busy with steps {100 * times.StepSeconds / times.Span.TotalSeconds / Slots:0.00} % of the time (target 98)");

    private static void Write(TextWriter output, string name, TrialTimes times)
    {
        output.WriteLine($"  {times.Count} trials, {name}");
        Write(output, "lease asked for to trial running", times.Starts);
        Write(output, "end acknowledged to next trial running (target 50)", times.Gaps);
    }

    private static void Write(TextWriter output, string what, IReadOnlyCollection<double> milliseconds) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"    {what}: median {Quantile.Of(milliseconds, 0.5):0.0} ms, p95 {Quantile.Of(milliseconds, 0.95):0.0} ms, longest {milliseconds.Max():0.0} ms"));
}

using System.Diagnostics;
using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.Search;

/// <summary>What one event and one question cost the engine when a sweep has many trials.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int Samples = 500;
    private static readonly int[] Sizes = [1_000, 10_000];

    public string Name => "engine";

    public string Summary => "time of one Apply, Judge and Suggest of the engine at 1,000 and 10,000 trials";

    public void Run(TextWriter output, string part)
    {
        output.WriteLine("engine: microseconds (Parzen estimator, 10 mixed parameters, successive halving); medians, and the worst of a hundred suggestions");
        output.WriteLine("  trials   suggest   p99   bytes   apply suggested   apply started   judge   apply reported   apply ended");
        foreach (var size in Sizes)
        {
            var driver = new Driver(size + Samples);
            while (driver.Trials < size)
            {
                driver.PlayTrial();
            }

            driver.Clear();
            for (var i = 0; i < Samples; i++)
            {
                driver.PlayTrial();
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {size,6}   {driver.Quantile(0, 0.5),7:0.0}   {driver.Quantile(0, 0.99),5:0}   {driver.BytesPerSuggestion,5}   {driver.Median(1),15:0.0}   {driver.Median(2),13:0.0}   {driver.Median(3),5:0.0}   {driver.Median(4),14:0.0}   {driver.Median(5),11:0.0}"));
        }
    }

    /// <summary>Plays trials on an engine, one after the other, and notes what each step takes.</summary>
    private sealed class Driver
    {
        private static readonly SlotId Slot = new("bench", "cpu", 0);

        private readonly SweepEngine _engine = new();
        private long _bytes;

        public Driver(int runCap) => Apply(new SweepSubmitted(BenchmarkSpec.Create(runCap + 1)));

        /// <summary>Ticks by kind of step: suggest, apply suggested, apply started, judge, apply reported, apply ended.</summary>
        public List<List<long>> Times { get; } = [[], [], [], [], [], []];

        public int Trials => _engine.TrialCount;

        /// <summary>What a suggestion allocates on average.</summary>
        public long BytesPerSuggestion => _bytes / Math.Max(1, Times[0].Count);

        public double Median(int kind) => Quantile(kind, 0.5);

        /// <summary>The microseconds that a share of the steps of a kind stay below.</summary>
        public double Quantile(int kind, double share)
        {
            var sorted = Times[kind].Order().ToList();
            return TimeSpan.FromSeconds((double)sorted[(int)(share * (sorted.Count - 1))] / Stopwatch.Frequency).TotalMicroseconds;
        }

        /// <summary>Forgets what was measured.</summary>
        public void Clear()
        {
            Times.ForEach(times => times.Clear());
            _bytes = 0;
        }

        public void PlayTrial()
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var suggested = Measure(0, () => _engine.Suggest()!);
            _bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            var trial = suggested.Trial;
            Measure(1, () => Apply(suggested));
            Measure(2, () => Apply(new AttemptStarted(trial, 1, Slot, "bench", Guid.Empty, 0)));
            var metrics = new MetricSet([new Metric("score", Quality(suggested.Parameters))]);
            var judgement = Measure(3, () => _engine.Judge(trial, 1, metrics));
            Measure(4, () => Apply(new AttemptReported(trial, 1, 1, metrics, 1, judgement)));
            var outcome = judgement.Decision == Decision.Prune ? AttemptOutcome.Pruned : AttemptOutcome.Completed;
            Measure(5, () => Apply(new AttemptEnded(trial, 1, outcome)));
        }

        private static double Quality(ParameterSet parameters) =>
            -parameters.Values.Where(chosen => chosen.Value.IsNumber).Sum(chosen => Math.Pow(Math.Sin(chosen.Value.Number * 7), 2));

        private int Apply(SweepEvent e) => _engine.Apply(e with { Sequence = _engine.LastSequence + 1 }).Count;

        private T Measure<T>(int kind, Func<T> step)
        {
            var begun = Stopwatch.GetTimestamp();
            var result = step();
            Times[kind].Add(Stopwatch.GetTimestamp() - begun);
            return result;
        }
    }
}

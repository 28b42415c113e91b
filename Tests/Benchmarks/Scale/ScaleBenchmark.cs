using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.Scale;

/// <summary>What a sweep of many trials costs: memory of its engine and the time until a new activation answers.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private static readonly int[] Sizes = [10_000, 100_000];

    public string Name => "scale";

    public string Summary => "memory per trial, and activation time with and without log segments, at 10,000 and 100,000 trials";

    public void Run(TextWriter output, string part)
    {
        foreach (var size in Sizes)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var engine = new SweepEngine();
            var ticks = 0L;
            foreach (var e in LongLog.Of(size))
            {
                var read = JsonSerializer.Deserialize<SweepEvent>(JsonSerializer.Serialize(e, SweepJson.Options), SweepJson.Options)!;
                var begun = Stopwatch.GetTimestamp();
                engine.Apply(read);
                ticks += Stopwatch.GetTimestamp() - begun;
            }
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size,7} trials: {bytes / (double)size:0} bytes per trial, folded in {ticks / (double)Stopwatch.Frequency:0.00} s"));
            GC.KeepAlive(engine);
        }
    }
}

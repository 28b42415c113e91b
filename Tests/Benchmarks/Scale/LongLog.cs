using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.Scale;

/// <summary>The log of a sweep of many trials that run to their end, with five reports and a checkpoint each, made event by event.</summary>
internal static class LongLog
{
    private const int Reports = 5;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The events in order. Each is made anew with texts of its own, as if it had been read.</summary>
    public static IEnumerable<SweepEvent> Of(int trials)
    {
        // Random search suggests in no time; the parameters are those of the other benchmarks.
        var spec = BenchmarkSpec.Create(trials + 1) with { Method = new RandomMethod() };
        var suggesting = new SweepEngine();
        var sequence = 0L;
        SweepEvent Stamped(SweepEvent e) => e with { Sequence = ++sequence, Time = Start.AddSeconds(sequence) };

        var submitted = Stamped(new SweepSubmitted(spec));
        suggesting.Apply(submitted);
        yield return submitted;
        for (var trial = 0; trial < trials; trial++)
        {
            var suggested = suggesting.Suggest()!;
            suggesting.Apply(suggested with { Sequence = suggesting.LastSequence + 1 });
            yield return Stamped(suggested with { BasedOn = sequence });
            yield return Stamped(new AttemptStarted(trial, 1, new SlotId("bench", "cpu", 0), "127.0.0.1:11111@1", Guid.NewGuid(), 0));
            for (var step = 1; step <= Reports; step++)
            {
                yield return Stamped(Reported(trial, step));
            }

            yield return Stamped(new CheckpointSaved(
                trial, 1, new CheckpointRef(Reports, $"bench/{trial}/1/{Reports}.checkpoint", 1_000_000, Convert.ToHexStringLower(new byte[32]))));
            yield return Stamped(new AttemptEnded(trial, 1, AttemptOutcome.Completed));
        }
    }

    private static AttemptReported Reported(int trial, int step)
    {
        var score = Math.Sin(trial) + (0.1 * step);
        var metrics = new MetricSet([new Metric("score", score), new Metric("loss", 1 - score)]);
        var judgement = step is 1 or 3 ? new Judgement(Decision.Continue, null, step / 2, [1, 2, 3, 4, 5, 6, 7, 8]) : Judgement.Continue;
        return new AttemptReported(trial, 1, step, metrics, 0.5, judgement);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Grains.Store;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.Scale;

/// <summary>The log of a sweep of many trials that run to their end, with reports and a checkpoint each, made event by event.</summary>
internal static class LongLog
{
    /// <summary>How many reports a trial makes unless more are asked for.</summary>
    public const int Reports = 5;

    private const int RowsPerCommit = 10_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The events in order. Each is made anew with texts of its own, as if it had been read.</summary>
    public static IEnumerable<SweepEvent> Of(int trials) => Of(trials, Reports, BenchmarkSpec.Create(trials + 1));

    /// <summary>The events of trials that make a number of reports each.</summary>
    public static IEnumerable<SweepEvent> Of(int trials, int reports, SweepSpec asked)
    {
        // Random search suggests in no time; the parameters are those of the other benchmarks.
        var spec = asked with { Method = new RandomMethod() };
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
            for (var step = 1; step <= reports; step++)
            {
                yield return Stamped(Reported(trial, step));
            }

            yield return Stamped(new CheckpointSaved(
                trial, 1, new CheckpointRef(reports, $"bench/{trial}/1/{reports}.checkpoint", 1_000_000, Convert.ToHexStringLower(new byte[32]))));
            yield return Stamped(new AttemptEnded(trial, 1, AttemptOutcome.Completed));
        }
    }

    /// <summary>Writes a log into a store whose schema is there; of the projections only the sweep's own.</summary>
    public static async Task WriteAsync(IServiceProvider provider, string sweep, IEnumerable<SweepEvent> log)
    {
        await SubmitAsync(provider, sweep, (SweepSubmitted)log.First());
        var contexts = provider.GetRequiredService<IDbContextFactory<SweepDbContext>>();
        foreach (var rows in log.Skip(1).Select(e => Projection.EventRow(sweep, e)).Chunk(RowsPerCommit))
        {
            await using var context = await contexts.CreateDbContextAsync();
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.Events.AddRange(rows);
            await context.SaveChangesAsync();
        }
    }

    private static Task SubmitAsync(IServiceProvider provider, string sweep, SweepSubmitted submitted)
    {
        var engine = new SweepEngine();
        engine.Apply(submitted);
        return provider.GetRequiredService<IEventStore>()
            .AppendAsync([new AppendRequest(engine.Snapshot(sweep), submitted.SpecHash, [submitted], [])], CancellationToken.None);
    }

    private static AttemptReported Reported(int trial, int step)
    {
        var score = Math.Sin(trial) + (0.1 * step);
        var metrics = new MetricSet([new Metric("score", score), new Metric("loss", 1 - score)]);
        var judgement = step is 1 or 3 ? new Judgement(Decision.Continue, null, step / 2, [1, 2, 3, 4, 5, 6, 7, 8]) : Judgement.Continue;
        return new AttemptReported(trial, 1, step, metrics, 0.5, judgement);
    }
}

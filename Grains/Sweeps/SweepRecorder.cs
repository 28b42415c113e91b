using System.Collections.Immutable;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Stamps events, folds them into the engine together with what follows from them, and queues them for the log: all in one synchronous
/// turn, which is what keeps concurrent calls in order.
/// </summary>
/// <param name="sweep">The sweep's id.</param>
/// <param name="engine">The sweep's engine.</param>
/// <param name="journal">The way into the log.</param>
/// <param name="feed">Tells watchers what is durable.</param>
/// <param name="packer">Packs full segments of the log.</param>
/// <param name="tally">Counts what is durable.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepRecorder(
    string sweep, SweepEngine engine, SweepJournal journal, EventFeed feed, SegmentPacker packer, Action<AppendRequest> tally, TimeProvider time)
{
    /// <summary>Folds and queues events; the task ends when they are durable, and fails when they are not stored.</summary>
    public async Task AppendAsync(IEnumerable<SweepEvent> events)
    {
        var before = engine.LastSequence;
        using var span = LeaseSpan.Commit();
        var request = Fold(events);
        var commit = journal.AppendAsync(request);
        var (sequence, isOver) = (engine.LastSequence, engine.Status.IsFinal());
        await commit;
        tally(request);
        feed.Advance(sequence, isOver);
        packer.Grown(sweep, before, sequence);
    }

    /// <summary>Appends what is due by now; nothing when nothing is.</summary>
    public Task AppendDueAsync()
    {
        var due = engine.Due(time.GetUtcNow()).SelectMany(Consequence).ToArray();
        return due.Length > 0 ? AppendAsync(due) : Task.CompletedTask;
    }

    private AppendRequest Fold(IEnumerable<SweepEvent> events)
    {
        var pending = new Queue<SweepEvent>(events);
        var written = ImmutableArray.CreateBuilder<SweepEvent>();
        var wasEnding = engine.IsSubmitted && IsEnding;
        while (pending.TryDequeue(out var next))
        {
            var stamped = next with { Sequence = engine.LastSequence + 1, Time = time.GetUtcNow() };
            var consequences = engine.Apply(stamped).SelectMany(Consequence).ToList();
            if (pending.Count == 0)
            {
                // While more events wait, the engine will be asked again after them.
                consequences.ForEach(pending.Enqueue);
            }

            written.Add(stamped);
        }

        var touched = IsEnding && !wasEnding ? Enumerable.Range(0, engine.TrialCount) : Touched(written);
        return new AppendRequest(
            engine.Snapshot(sweep), engine.SpecHash, written.ToImmutable(), [.. touched.Select(engine.TrialSnapshot)]);
    }

    /// <summary>True when the sweep is over or about to be; its waiting trials end with it, though no event names them.</summary>
    private bool IsEnding => engine.IsStopping || engine.Status.IsFinal();

    private static IEnumerable<SweepEvent> Consequence(SweepAction action) =>
        action is FinishSweep finish ? [new SweepFinished(finish.Status, finish.Reason)] : [];

    private static IEnumerable<int> Touched(IEnumerable<SweepEvent> events) => events.Select(e => e.TrialNumber()).OfType<int>().Distinct();
}

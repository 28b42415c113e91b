using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// Folds events in one turn with what follows from them, and stores all that came within some milliseconds together. When that fails,
/// the activation is of no use any more.
/// </summary>
internal sealed class GroupCommit(World world, SweepLog log, SweepActivation activation)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private List<SweepEvent> _pending = [];
    private TaskCompletionSource _commit = new();

    /// <summary>Ends when the events are stored.</summary>
    /// <exception cref="IOException">They were not stored, and the activation is gone.</exception>
    public Task Append(IEnumerable<SweepEvent> events)
    {
        if (_pending.Count == 0)
        {
            world.Time.After(Interval, Commit);
        }

        Fold(new Queue<SweepEvent>(events));
        return Answered();
    }

    /// <summary>Ends when all that was folded so far is stored.</summary>
    public Task Flush() => _pending.Count == 0 ? Task.CompletedTask : Answered();

    private Task Answered() => world.Plan.Planted == Planted.EarlyAnswer ? Task.CompletedTask : _commit.Task;

    private void Fold(Queue<SweepEvent> events)
    {
        while (events.TryDequeue(out var next))
        {
            var stamped = next with { Sequence = activation.Engine.LastSequence + 1, Time = world.Time.GetUtcNow() };
            var finish = activation.Engine.Apply(stamped).OfType<FinishSweep>().FirstOrDefault();
            if (events.Count == 0 && finish is not null)
            {
                events.Enqueue(new SweepFinished(finish.Status, finish.Reason));
            }

            _pending.Add(stamped);
        }
    }

    private void Commit()
    {
        if (activation.IsGone)
        {
            return;
        }

        var (events, commit) = (_pending, _commit);
        (_pending, _commit) = ([], new TaskCompletionSource());
        if (!world.StoreFails() && log.TryAppend(events, activation.Engine.Snapshot(log.Id)))
        {
            commit.SetResult();
            return;
        }

        activation.Leave();
        commit.SetException(new IOException($"The log of {log.Id} could not be written."));
    }
}

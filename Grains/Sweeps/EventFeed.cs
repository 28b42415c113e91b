using System.Runtime.CompilerServices;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Streams committed events to any number of watchers. Watchers read the store from where they are and sleep until more is committed:
/// a slow one holds nothing up, and a reconnecting one misses nothing.
/// </summary>
internal sealed class EventFeed(IEventStore store, string sweep)
{
    private const int PageSize = 500;

    private TaskCompletionSource _changed = NewSignal();
    private long _committed;

    /// <summary>Tells watchers that everything up to this sequence number is stored.</summary>
    public void Advance(long committed)
    {
        _committed = Math.Max(_committed, committed);
        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    /// <summary>Ends all watches: the activation is going away.</summary>
    public void Close() => _changed.TrySetException(new OperationCanceledException("The sweep's coordinator moves; watch again."));

    /// <summary>The committed events from a number on, ending after the sweep's last one.</summary>
    public async IAsyncEnumerable<SweepEvent> Watch(
        long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Math.Max(1, fromSequence);
        while (true)
        {
            var changed = _changed.Task;
            while (next <= _committed)
            {
                var page = await store.ReadAsync(sweep, next, PageSize, cancellationToken);
                if (page.Count == 0)
                {
                    // What was committed is gone: the sweep was deleted.
                    yield break;
                }

                foreach (var e in page)
                {
                    yield return e;
                    next = e.Sequence + 1;
                    if (e is SweepFinished)
                    {
                        yield break;
                    }
                }
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

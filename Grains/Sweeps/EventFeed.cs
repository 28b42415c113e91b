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
    private bool _isOver;

    /// <summary>Tells watchers that everything up to this sequence number is stored.</summary>
    /// <param name="committed">The sequence number.</param>
    /// <param name="isOver">True when the sweep is over by then: who has read so far need not wait for more.</param>
    public void Advance(long committed, bool isOver)
    {
        _committed = Math.Max(_committed, committed);
        _isOver |= isOver;
        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    /// <summary>Ends all watches: the activation is going away.</summary>
    public void Close() => _changed.TrySetException(new OperationCanceledException("The sweep's coordinator moves; watch again."));

    /// <summary>The committed events from a number on, ending when the sweep is over and all are told.</summary>
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
                }
            }

            if (_isOver)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SweepCluster.Grains.Telemetry;

namespace SweepCluster.Grains.Store;

/// <summary>
/// Group commit: appends of all sweeps on this silo that arrive while a transaction is under way share the next one. Reports of many
/// trials then cost one disk flush together, and a lone append waits for nobody.
/// </summary>
internal sealed partial class EventWriter(IEventStore store, StoreHealth health, StoreMeter meter, TimeProvider time, ILogger<EventWriter> logger)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Bounds a transaction, so that one flood of reports cannot starve the next request for long.</summary>
    private const int MaxRequestsPerCommit = 512;

    private readonly Channel<PendingAppend> _queue =
        Channel.CreateUnbounded<PendingAppend>(new UnboundedChannelOptions { SingleReader = true });

    private Task _writing = Task.CompletedTask;

    /// <summary>Queues a journal's request; the task ends when it is durable, or fails when it is not stored.</summary>
    /// <exception cref="SequenceConflictException">The request's sequence numbers are taken.</exception>
    public Task AppendAsync(SweepJournal journal, AppendRequest request)
    {
        var pending = new PendingAppend(journal, request, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(pending)
            ? pending.Stored.Task
            : Task.FromException(new OperationCanceledException("The silo is stopping; nothing more is stored."));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        var batch = new List<PendingAppend>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxRequestsPerCommit && _queue.Reader.TryRead(out var pending))
            {
                if (!pending.FailsWithJournal())
                {
                    batch.Add(pending);
                }
            }

            if (batch.Count > 0)
            {
                await CommitAsync(batch);
            }
        }
    }

    private async Task CommitAsync(List<PendingAppend> batch)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            await store.AppendAsync(batch.ConvertAll(pending => pending.Request), CancellationToken.None);
            meter.Committed(time.GetElapsedTime(startedAt));
            health.Trouble = null;
            batch.ForEach(pending => pending.Stored.SetResult());
        }
        catch (SequenceConflictException) when (batch.Count > 1)
        {
            // One duplicate activation must not fail the others' appends: find out who it is, one by one.
            foreach (var pending in batch)
            {
                if (!pending.FailsWithJournal())
                {
                    await CommitAsync([pending]);
                }
            }
        }
        catch (Exception exception)
        {
            LogCommitFailed(logger, exception, batch.Count);
            Note(exception);
            batch.ForEach(pending => pending.Fail(exception));
        }
    }

    /// <summary>That another activation was faster is no fault of the store.</summary>
    private void Note(Exception exception)
    {
        if (exception is SequenceConflictException)
        {
            health.Trouble = null;
        }
        else
        {
            meter.Failed();
            health.Trouble = exception.GetBaseException().Message;
        }
    }

    private sealed record PendingAppend(SweepJournal Journal, AppendRequest Request, TaskCompletionSource Stored)
    {
        public void Fail(Exception exception)
        {
            Journal.Failure = exception;
            Stored.SetException(exception);
        }

        public bool FailsWithJournal()
        {
            if (Journal.Failure is not { } failure)
            {
                return false;
            }

            Stored.SetException(failure);
            return true;
        }
    }
}

using System.Threading.Channels;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Hands what one producer tells to everybody who watches. The producer runs while somebody watches. Each watcher has room for one value,
/// and a newer one replaces it, so a slow watcher skips values instead of delaying others or piling them up; a value must therefore say
/// everything.
/// </summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="produce">Publishes values until it is canceled or has no more to tell.</param>
/// <param name="ending">Ends the producer and all watching, when the process stops.</param>
internal sealed class Broadcast<T>(Func<Action<T>, CancellationToken, Task> produce, CancellationToken ending)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<Channel<T>> _inboxes = [];
    private CancellationTokenSource? _production;
    private T? _latest;

    /// <summary>Starts to watch. What was told last, if anything, is there at once.</summary>
    public Channel<T> Join()
    {
        var inbox = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _inboxes.Add(inbox);
            if (_latest is { } latest)
            {
                inbox.Writer.TryWrite(latest);
            }

            if (_production is null)
            {
                _production = CancellationTokenSource.CreateLinkedTokenSource(ending);
                _ = ProduceAsync(_production.Token);
            }
        }

        return inbox;
    }

    /// <summary>Stops to watch; the last to leave stops the producer. True when nobody is left.</summary>
    public bool Leave(Channel<T> inbox)
    {
        lock (_gate)
        {
            if (_inboxes.Remove(inbox) && _inboxes.Count == 0)
            {
                _production!.Cancel();
                _production.Dispose();
                _production = null;
                _latest = null;
            }

            return _inboxes.Count == 0;
        }
    }

    private async Task ProduceAsync(CancellationToken cancellationToken)
    {
        // The producer's first steps must not run under the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await produce(value => Publish(value, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(null, cancellationToken);
        }
        catch (Exception exception)
        {
            End(exception, cancellationToken);
        }
    }

    private void Publish(T value, CancellationToken production)
    {
        lock (_gate)
        {
            if (IsCurrent(production))
            {
                _latest = value;
                _inboxes.ForEach(inbox => inbox.Writer.TryWrite(value));
            }
        }
    }

    private void End(Exception? cause, CancellationToken production)
    {
        lock (_gate)
        {
            if (IsCurrent(production))
            {
                _inboxes.ForEach(inbox => inbox.Writer.TryComplete(cause));
            }
        }
    }

    // A producer that everybody left may still be on its way out when somebody comes and starts another.
    private bool IsCurrent(CancellationToken production) => _production?.Token == production;
}

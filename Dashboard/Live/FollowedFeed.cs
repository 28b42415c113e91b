using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>What the cluster tells by itself, for all pages that show it: one subscription while somebody looks, over any loss.</summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="follow">What the cluster tells.</param>
/// <param name="lost">A loss as something to tell; what it was is for a log too.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="ending">Ends all watching, when the process stops.</param>
internal sealed class FollowedFeed<T>(
    Func<CancellationToken, IAsyncEnumerable<T>> follow, Func<Exception, T> lost, TimeProvider time, CancellationToken ending)
    where T : class
{
    /// <summary>After a loss it is tried again in this time.</summary>
    internal static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Broadcast<T> _broadcast = new(
        async (publish, cancellationToken) =>
        {
            while (true)
            {
                try
                {
                    await foreach (var told in follow(cancellationToken).WithCancellation(cancellationToken))
                    {
                        publish(told);
                    }
                }
                catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
                {
                    publish(lost(exception));
                }

                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        },
        ending);

    /// <summary>It as it is now, then as it becomes.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inbox = _broadcast.Join();
        try
        {
            await foreach (var update in inbox.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            _broadcast.Leave(inbox);
        }
    }
}

using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>What is only told to those who ask, for all pages that show it: asked for once a second while somebody looks.</summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="ask">Asks; a failure is told as a value too.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="ending">Ends all watching, when the process stops.</param>
internal sealed class PolledFeed<T>(Func<Task<T>> ask, TimeProvider time, CancellationToken ending)
    where T : class
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Broadcast<T> _broadcast = new(
        async (publish, cancellationToken) =>
        {
            while (true)
            {
                publish(await ask());
                await Task.Delay(Interval, time, cancellationToken);
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

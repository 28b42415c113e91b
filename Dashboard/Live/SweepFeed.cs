using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SweepCluster.Dashboard.Live;

/// <summary>Watched sweeps for all pages that show them: one subscription per sweep and process, while somebody looks.</summary>
internal sealed class SweepFeed(
    SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SweepWatch> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Broadcast<SweepUpdate>> _sweeps = [];

    /// <summary>The sweep as it is now, then as it becomes; at most five updates a second.</summary>
    public async IAsyncEnumerable<SweepUpdate> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inbox = Join(id);
        try
        {
            await foreach (var update in inbox.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            Leave(id, inbox);
        }
    }

    private Channel<SweepUpdate> Join(string id)
    {
        lock (_gate)
        {
            if (!_sweeps.TryGetValue(id, out var broadcast))
            {
                var watch = new SweepWatch(id, client.Sweep(id), time, logger);
                _sweeps[id] = broadcast = new(watch.FollowAsync, lifetime.ApplicationStopping);
            }

            return broadcast.Join();
        }
    }

    private void Leave(string id, Channel<SweepUpdate> inbox)
    {
        lock (_gate)
        {
            if (_sweeps[id].Leave(inbox))
            {
                _sweeps.Remove(id);
            }
        }
    }
}

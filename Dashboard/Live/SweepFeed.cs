using System.Runtime.CompilerServices;
using SweepCluster.Dashboard.Telemetry;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Watched sweeps for all pages that show them: one subscription per sweep and process, while somebody looks. What is known of the
/// sweeps that were looked at last is kept, so that the way from page to page reads nothing anew.
/// </summary>
internal sealed class SweepFeed(
    SweepClient client, DashboardMeter meter, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SweepWatch> logger)
{
    private const int MostKept = 8;

    private readonly Lock _gate = new();
    private readonly List<Watched> _sweeps = [];

    /// <summary>The sweep as it is now, then as it becomes; at most five updates a second.</summary>
    public async IAsyncEnumerable<SweepUpdate> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watched = Find(id);
        var inbox = watched.Broadcast.Join();
        try
        {
            await foreach (var update in inbox.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            watched.Broadcast.Leave(inbox);
            Release(watched);
        }
    }

    /// <summary>Asks for what happened in a sweep from its first event on; it comes with the updates.</summary>
    public void WantHistory(string id)
    {
        var watched = Find(id);
        watched.Watch.WantHistory();
        Release(watched);
    }

    /// <summary>Has a sweep that is over looked at again, because something was noted on it.</summary>
    public void Refresh(string id)
    {
        lock (_gate)
        {
            _sweeps.Find(watched => watched.Id == id)?.Watch.Refresh();
        }
    }

    private Watched Find(string id)
    {
        lock (_gate)
        {
            var index = _sweeps.FindIndex(watched => watched.Id == id);
            var watched = index < 0 ? New(id) : _sweeps[index];
            if (index >= 0)
            {
                _sweeps.RemoveAt(index);
            }

            _sweeps.Add(watched);
            watched.Users++;
            return watched;
        }
    }

    private Watched New(string id)
    {
        var watch = new SweepWatch(id, client.Sweep(id), meter, time, logger);
        return new Watched(id, watch, new Broadcast<SweepUpdate>(FollowAsync, lifetime.ApplicationStopping));

        async Task FollowAsync(Action<SweepUpdate> publish, CancellationToken cancellationToken)
        {
            meter.FeedOpened();
            try
            {
                await watch.FollowAsync(publish, cancellationToken);
            }
            finally
            {
                meter.FeedClosed();
            }
        }
    }

    private void Release(Watched watched)
    {
        lock (_gate)
        {
            watched.Users--;
            if (_sweeps.Count > MostKept && _sweeps.FindIndex(kept => kept.Users == 0) is >= 0 and var oldest)
            {
                _sweeps.RemoveAt(oldest);
            }
        }
    }

    private sealed class Watched(string id, SweepWatch watch, Broadcast<SweepUpdate> broadcast)
    {
        public string Id => id;

        public SweepWatch Watch => watch;

        public Broadcast<SweepUpdate> Broadcast => broadcast;

        public int Users { get; set; }
    }
}

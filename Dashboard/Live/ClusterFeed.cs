using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// The silos, their slots and the sweeps that want them, for all pages that show them. The cluster tells of silos and of sweeps; who is to
/// be served next is asked for when either has changed.
/// </summary>
internal sealed partial class ClusterFeed
{
    private readonly SweepClient _client;
    private readonly ILogger<ClusterFeed> _logger;
    private readonly FollowedFeed<ClusterUpdate> _feed;

    public ClusterFeed(SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ClusterFeed> logger)
    {
        _client = client;
        _logger = logger;
        _feed = new(FollowAsync, Lose, time, lifetime.ApplicationStopping);
    }

    /// <summary>The silos as they are now, then as they become.</summary>
    public IAsyncEnumerable<ClusterUpdate> WatchAsync(CancellationToken cancellationToken) => _feed.WatchAsync(cancellationToken);

    private async IAsyncEnumerable<ClusterUpdate> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silos = Channel.CreateBounded<ImmutableArray<SiloView>?>(new BoundedChannelOptions(8));
        var pumps = Task.WhenAll(
            PumpAsync(_client.WatchSilosAsync(leaving.Token), view => view, silos.Writer, leaving.Token),
            PumpAsync(_client.WatchListAsync(leaving.Token), _ => null, silos.Writer, leaving.Token));
        try
        {
            ImmutableArray<SiloView>? latest = null;
            await foreach (var news in silos.Reader.ReadAllAsync(cancellationToken))
            {
                latest = news ?? latest;
                if (latest is { } views && silos.Reader.Count == 0)
                {
                    yield return new ClusterUpdate.Current(views, await _client.QueueAsync([DeviceKind.Cpu, DeviceKind.Gpu]));
                }
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await pumps;
        }
    }

    /// <summary>Passes on what is told; why it ended is told by how the channel ends.</summary>
    private static async Task PumpAsync<T>(
        IAsyncEnumerable<T> told, Func<T, ImmutableArray<SiloView>?> read, ChannelWriter<ImmutableArray<SiloView>?> silos, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var next in told.WithCancellation(cancellationToken))
            {
                await silos.WriteAsync(read(next), cancellationToken);
            }

            silos.TryComplete();
        }
        catch (Exception exception)
        {
            silos.TryComplete(cancellationToken.IsCancellationRequested ? null : exception);
        }
    }

    private ClusterUpdate.Lost Lose(Exception exception)
    {
        LogLost(exception);
        return new ClusterUpdate.Lost(exception.Message);
    }
}

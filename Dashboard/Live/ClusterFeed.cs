using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>The silos, their slots and the sweeps that want them, for all pages that show them.</summary>
internal sealed partial class ClusterFeed
{
    private readonly SweepClient _client;
    private readonly ILogger<ClusterFeed> _logger;
    private readonly PolledFeed<ClusterUpdate> _feed;

    public ClusterFeed(SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ClusterFeed> logger)
    {
        _client = client;
        _logger = logger;
        _feed = new(AskAsync, time, lifetime.ApplicationStopping);
    }

    /// <summary>The silos as they are now, then as they become.</summary>
    public IAsyncEnumerable<ClusterUpdate> WatchAsync(CancellationToken cancellationToken) => _feed.WatchAsync(cancellationToken);

    private async Task<ClusterUpdate> AskAsync()
    {
        try
        {
            var silos = await _client.SilosAsync();
            return new ClusterUpdate.Current(silos, await _client.QueueAsync([DeviceKind.Cpu, DeviceKind.Gpu]));
        }
        catch (Exception exception)
        {
            LogLost(exception);
            return new ClusterUpdate.Lost(exception.Message);
        }
    }
}

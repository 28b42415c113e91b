namespace SweepCluster.Dashboard.Live;

/// <summary>The list of sweeps for all pages that show it.</summary>
internal sealed partial class CatalogFeed
{
    private readonly ILogger<CatalogFeed> _logger;
    private readonly FollowedFeed<CatalogUpdate> _feed;

    public CatalogFeed(SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CatalogFeed> logger)
    {
        _logger = logger;
        _feed = new(
            cancellationToken => client.WatchListAsync(cancellationToken).Select(CatalogUpdate (list) => new CatalogUpdate.Current(list)),
            Lose,
            time,
            lifetime.ApplicationStopping);
    }

    /// <summary>The list as it is now, then as it becomes.</summary>
    public IAsyncEnumerable<CatalogUpdate> WatchAsync(CancellationToken cancellationToken) => _feed.WatchAsync(cancellationToken);

    private CatalogUpdate.Lost Lose(Exception exception)
    {
        LogLost(exception);
        return new CatalogUpdate.Lost(exception.Message);
    }
}

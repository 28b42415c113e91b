namespace SweepCluster.Dashboard.Live;

/// <summary>The list of sweeps for all pages that show it.</summary>
internal sealed partial class CatalogFeed
{
    private readonly SweepClient _client;
    private readonly ILogger<CatalogFeed> _logger;
    private readonly PolledFeed<CatalogUpdate> _feed;

    public CatalogFeed(SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CatalogFeed> logger)
    {
        _client = client;
        _logger = logger;
        _feed = new(AskAsync, time, lifetime.ApplicationStopping);
    }

    /// <summary>The list as it is now, then as it becomes.</summary>
    public IAsyncEnumerable<CatalogUpdate> WatchAsync(CancellationToken cancellationToken) => _feed.WatchAsync(cancellationToken);

    private async Task<CatalogUpdate> AskAsync()
    {
        try
        {
            return new CatalogUpdate.Current(await _client.ListAsync());
        }
        catch (Exception exception)
        {
            LogLost(exception);
            return new CatalogUpdate.Lost(exception.Message);
        }
    }
}

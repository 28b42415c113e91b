using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>The list of sweeps for all pages that show it: asked for once a second while somebody looks.</summary>
internal sealed partial class CatalogFeed
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SweepClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger<CatalogFeed> _logger;
    private readonly Broadcast<CatalogUpdate> _broadcast;

    public CatalogFeed(SweepClient client, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CatalogFeed> logger)
    {
        _client = client;
        _time = time;
        _logger = logger;
        _broadcast = new(PollAsync, lifetime.ApplicationStopping);
    }

    /// <summary>The list as it is now, then as it becomes.</summary>
    public async IAsyncEnumerable<CatalogUpdate> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
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

    private async Task PollAsync(Action<CatalogUpdate> publish, CancellationToken cancellationToken)
    {
        while (true)
        {
            publish(await AskAsync());
            await Task.Delay(Interval, _time, cancellationToken);
        }
    }

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

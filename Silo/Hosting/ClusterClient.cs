using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace SweepCluster.Silo.Hosting;

/// <summary>An Orleans client of a cluster, which it finds through the list of members in Redis.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _connecting = Task.CompletedTask;
    private volatile bool _isConnected;

    private ClusterClient(IHost host, string clusterId)
    {
        _host = host;
        Grains = new AwaitedGrains(host.Services.GetRequiredService<IGrainFactory>(), () => _isConnected, clusterId);
    }

    /// <summary>The way to the cluster's grains; while there is none, calls fail at once.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Ends when a client that <see cref="Open"/> made can never connect; not when the cluster is away for a while.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>Connects.</summary>
    /// <param name="redis">The Redis that keeps the list of members.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SettingsException">The text for Redis cannot be read.</exception>
    public static async Task<ClusterClient> ConnectAsync(string redis, string clusterId, CancellationToken cancellationToken)
    {
        var host = Build(redis, clusterId, _ => { });
        try
        {
            await host.StartAsync(cancellationToken);
            return new ClusterClient(host, clusterId) { _isConnected = true };
        }
        catch (Exception)
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>A client that connects by itself, and tries again every second while Redis or all silos give no answer.</summary>
    /// <param name="redis">The Redis that keeps the list of members.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="say">Told in a sentence what it waits for, once for each reason, and when it is connected.</param>
    /// <exception cref="SettingsException">The text for Redis cannot be read.</exception>
    public static ClusterClient Open(string redis, string clusterId, Action<string> say)
    {
        string? said = null;
        var host = Build(redis, clusterId, client => client.UseConnectionRetryFilter(async (exception, cancellationToken) =>
        {
            var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ");
            if (Interlocked.Exchange(ref said, reason) != reason)
            {
                say($"The cluster {clusterId} gives no answer yet: {reason}");
            }

            await Task.Delay(Pause, cancellationToken);
            return true;
        }));
        var opened = new ClusterClient(host, clusterId);
        opened._connecting = opened.KeepConnectingAsync(() => say($"The cluster {clusterId} is reached."));
        return opened;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _connecting;
        await _host.StopAsync();
        _host.Dispose();
        _disposed.Dispose();
    }

    private static IHost Build(string redis, string clusterId, Action<IClientBuilder> configure)
    {
        var options = RedisOptions.Read(redis);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.Services.AddSingleton<IHostLifetime, DeafLifetime>();
        builder.UseOrleansClient(client =>
        {
            client
                .UseRedisClustering(clustering => clustering.ConfigurationOptions = options)
                .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (SiloParts.ServiceId, clusterId))
                .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            configure(client);
        });
        return builder.Build();
    }

    private async Task KeepConnectingAsync(Action connected)
    {
        try
        {
            await _host.StartAsync(_disposed.Token);
            _isConnected = true;
            connected();
        }
        catch (Exception) when (_disposed.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception exception)
        {
            _failed.SetResult(exception);
        }
    }
}

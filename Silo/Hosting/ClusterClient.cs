using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace SweepCluster.Silo.Hosting;

/// <summary>An Orleans client of a cluster, which it finds through the list of members in Redis.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    /// <summary>The way to the cluster's grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects.</summary>
    /// <param name="redis">The Redis that keeps the list of members.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SettingsException">The text for Redis cannot be read.</exception>
    public static async Task<ClusterClient> ConnectAsync(string redis, string clusterId, CancellationToken cancellationToken)
    {
        var options = RedisOptions.Read(redis);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.UseOrleansClient(client => client
            .UseRedisClustering(clustering => clustering.ConfigurationOptions = options)
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (SiloParts.ServiceId, clusterId))
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5)));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new ClusterClient(host);
        }
        catch (Exception)
        {
            host.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

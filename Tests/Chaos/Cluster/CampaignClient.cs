using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace SweepCluster.Chaos.Cluster;

/// <summary>The campaign's own way to the cluster's grains: an Orleans client that finds the silos in Redis.</summary>
internal sealed class CampaignClient : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly IHost _host;

    private CampaignClient(IHost host) => _host = host;

    /// <summary>The cluster's grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects, and waits for a silo if there is none yet.</summary>
    public static async Task<CampaignClient> ConnectAsync(ClusterPlace cluster, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.UseOrleansClient(client => client
            .UseRedisClustering(redis => redis.ConfigurationOptions = OptionsFor(cluster.Redis))
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = cluster.ClusterId;
                options.ServiceId = SweepCommand.ServiceId;
            })
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
            .UseConnectionRetryFilter(async (_, token) =>
            {
                await Task.Delay(RetryDelay, TimeProvider.System, token);
                return true;
            }));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new CampaignClient(host);
        }
        catch (Exception)
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _host.StopAsync(patience.Token);
        _host.Dispose();
    }

    private static ConfigurationOptions OptionsFor(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        options.AbortOnConnectFail = false;
        return options;
    }
}

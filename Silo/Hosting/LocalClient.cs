using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Hosting;

/// <summary>An Orleans client of the process that holds a home, over loopback.</summary>
public sealed class LocalClient : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalClient(IHost host) => _host = host;

    /// <summary>The way to the holder's grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects.</summary>
    public static async Task<LocalClient> ConnectAsync(HomeHolder holder, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.UseOrleansClient(client => client.UseLocalhostClustering(
            holder.GatewayPort, serviceId: SiloParts.ServiceId, clusterId: holder.ClusterId));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new LocalClient(host);
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

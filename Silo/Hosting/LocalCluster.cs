using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// The embedded cluster: one silo in this process, on loopback and free ports, with SQLite and folders below one home. The same grains
/// and slot workers as in a real cluster.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const int PortAttempts = 5;

    private readonly IHost _host;
    private readonly HomeLock _lock;

    private LocalCluster(IHost host, HomeLock homeLock, SweepHome home)
    {
        _host = host;
        _lock = homeLock;
        Home = home;
    }

    /// <summary>The folder in which everything lives.</summary>
    public SweepHome Home { get; }

    /// <summary>The way to its grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Why the event store cannot be written at the moment; null when it can.</summary>
    public string? Trouble => _host.Services.GetRequiredService<StoreHealth>().Trouble;

    /// <summary>What its slots are doing.</summary>
    public SlotBoard Board => _host.Services.GetRequiredService<SlotBoard>();

    /// <summary>Lets the slots work for one sweep and no other.</summary>
    public void ServeOnly(string sweep) => _host.Services.GetRequiredService<SweepFilter>().ServeOnly(sweep);

    /// <summary>Starts the cluster.</summary>
    /// <exception cref="HomeException">The home cannot be used.</exception>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    /// <exception cref="FormatException">The devices cannot be read.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancellationToken)
    {
        if (options.Devices.Length > 0)
        {
            DeviceList.Read(options.Devices, 1, Environment.ProcessorCount, new NvidiaSmiDiscovery());
        }

        var home = SweepHome.Open(options.Home);
        var homeLock = HomeLock.Acquire(home);
        try
        {
            return await StartAsync(options, home, homeLock, cancellationToken);
        }
        catch (Exception)
        {
            homeLock.Dispose();
            throw;
        }
    }

    /// <summary>Drains the slots: running attempts stop at their last checkpoint and their trials can go on later; then the silo leaves.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync();
        }
        finally
        {
            _host.Dispose();
            _lock.Dispose();
        }
    }

    private static async Task<LocalCluster> StartAsync(
        LocalClusterOptions options, SweepHome home, HomeLock homeLock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (siloPort, gatewayPort) = Ports.Free(IPAddress.Loopback);
            var clusterId = string.Create(CultureInfo.InvariantCulture, $"local-{gatewayPort}");
            var host = Build(options, home, siloPort, gatewayPort, clusterId);
            try
            {
                await StoreServices.MigrateAsync(host.Services, cancellationToken);
                await host.StartAsync(cancellationToken);
                homeLock.Write(new HomeHolder(
                    Environment.ProcessId, options.Command, TimeProvider.System.GetUtcNow(), gatewayPort, clusterId));
                return new LocalCluster(host, homeLock, home);
            }
            catch (Exception exception)
            {
                host.Dispose();
                if (attempt == PortAttempts || !Ports.IsTaken(exception))
                {
                    throw;
                }

                // Somebody took the port between the look and the use; others are free.
            }
        }
    }

    private static IHost Build(LocalClusterOptions options, SweepHome home, int siloPort, int gatewayPort, string clusterId)
    {
        var builder = SiloParts.Begin(home);
        builder.Services.AddSqliteSweepStore(home.Database);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: SiloParts.ServiceId, clusterId: clusterId)
            .Configure<SiloOptions>(silo => silo.SiloName = "local"));
        var filter = new SweepFilter();
        if (!options.ServesAll)
        {
            filter.ServeNone();
        }

        builder.AddSlots(home, filter, settings =>
        {
            settings.Devices = options.Devices;
            settings.WarmsUp = options.WarmsUp;
            options.Configure?.Invoke(settings);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        options.ConfigureServices?.Invoke(builder.Services);
        return builder.Build();
    }
}

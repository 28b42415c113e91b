using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Monitoring;
using SweepCluster.Silo.Slots;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// The embedded cluster: one silo in this process, on loopback and free ports, with SQLite and folders below one home. The same grains
/// and slot workers as in a real cluster. It keeps the list of members itself, so that <see cref="Children.ChildSilos"/> can join it.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly HomeHost _host;

    private LocalCluster(HomeHost host, SweepHome home)
    {
        _host = host;
        Home = home;
    }

    /// <summary>The folder in which everything lives.</summary>
    public SweepHome Home { get; }

    /// <summary>The way to its grains.</summary>
    public IGrainFactory Grains => _host.Grains;

    /// <summary>Its Orleans cluster id, which no other cluster of this machine has.</summary>
    public string ClusterId => _host.Silo.ClusterId;

    /// <summary>The address and port at which other silos reach this one.</summary>
    public IPEndPoint Endpoint => _host.Silo.SiloAddress.Endpoint;

    /// <summary>Why the event store cannot be written at the moment; null when it can.</summary>
    public string? Trouble => _host.Services.GetRequiredService<StoreHealth>().Trouble;

    /// <summary>What its slots are doing.</summary>
    public SlotBoard Board => _host.Board;

    /// <summary>Where its figures are served; null for nowhere.</summary>
    public string? MonitorUrl => _host.Services.GetService<MonitorServer>()?.Url;

    /// <summary>Lets its slots take no work, and work again.</summary>
    public SiloDrain Drain => _host.Drain;

    /// <summary>Lets the slots work for one sweep and no other.</summary>
    public void ServeOnly(string sweep) => _host.Services.GetRequiredService<SweepFilter>().ServeOnly(sweep);

    /// <summary>Starts the cluster.</summary>
    /// <exception cref="HomeException">The home cannot be used.</exception>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    /// <exception cref="FormatException">The devices cannot be read.</exception>
    /// <exception cref="SettingsException">A setting is not allowed.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancellationToken)
    {
        if (options.Devices.Length > 0)
        {
            DeviceList.Read(options.Devices, 1, Environment.ProcessorCount, []);
        }

        var home = SweepHome.Open(options.Home);
        var host = await HomeHost.StartAsync(
            home,
            () => Build(options, home),
            services => StoreServices.MigrateAsync(services, cancellationToken),
            choosesPorts: true,
            cancellationToken);
        try
        {
            host.Announce(new HomeHolder(
                Environment.ProcessId,
                options.Command,
                TimeProvider.System.GetUtcNow(),
                host.Silo.GatewayAddress.Endpoint.Port,
                host.Silo.ClusterId));
            return new LocalCluster(host, home);
        }
        catch (Exception)
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Drains the slots: running attempts stop at their last checkpoint and their trials can go on later; then the silo leaves.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static IHost Build(LocalClusterOptions options, SweepHome home)
    {
        var (siloPort, gatewayPort) = Ports.Free(IPAddress.Loopback);
        var clusterId = string.Create(CultureInfo.InvariantCulture, $"local-{gatewayPort}");
        var configuration = SiloParts.ReadConfiguration(null);
        var builder = SiloParts.Begin(home, configuration, options.Name);
        builder.AddMonitor(options.Name, MonitorSettings.Read(configuration, options.MonitorUrl));
        builder.Services.AddSqliteSweepStore(home.Database);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: SiloParts.ServiceId, clusterId: clusterId)
            .Configure<SiloOptions>(silo => silo.SiloName = options.Name)
            .Configure<ClusterMembershipOptions>(SiloParts.Detect));
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

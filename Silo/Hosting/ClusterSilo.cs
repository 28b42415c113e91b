using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Monitoring;
using SweepCluster.Silo.Slots;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// One silo of a cluster: members are listed in Redis, event logs lie in PostgreSQL, checkpoints in a folder that all silos see. On one
/// machine a first silo (<see cref="LocalCluster"/>) can take the place of Redis and its SQLite file that of PostgreSQL.
/// </summary>
public sealed partial class ClusterSilo : IAsyncDisposable
{
    /// <summary>How long a silo may take to stop: to empty its slots, if they are not yet, and to leave the cluster.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(120);

    private readonly HomeHost _host;

    private ClusterSilo(HomeHost host, ClusterSettings settings)
    {
        _host = host;
        Settings = settings;
    }

    /// <summary>What it was started with.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>The way to the cluster's grains.</summary>
    public IGrainFactory Grains => _host.Grains;

    /// <summary>The address and port at which the other silos reach it.</summary>
    public string Endpoint => _host.Silo.SiloAddress.Endpoint.ToString();

    /// <summary>What its slots are doing.</summary>
    public SlotBoard Board => _host.Board;

    /// <summary>Where its figures are served; null for nowhere.</summary>
    public string? MonitorUrl => _host.Services.GetService<MonitorServer>()?.Url;

    /// <summary>Lets its slots take no work, and work again.</summary>
    public SiloDrain Drain => _host.Drain;

    /// <summary>Starts the silo; it is a member of the cluster when this ends.</summary>
    /// <exception cref="SettingsException">A setting is missing or not allowed.</exception>
    /// <exception cref="HomeException">The home cannot be used.</exception>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    /// <exception cref="IOException">A server could not be reached, or the home stayed full, for <see cref="ClusterSettings.StorePatience"/>.</exception>
    public static async Task<ClusterSilo> StartAsync(ClusterSiloOptions options, CancellationToken cancellationToken)
    {
        var configuration = SiloParts.ReadConfiguration(options.ConfigurationFile);
        var settings = ClusterSettings.Read(configuration, options.ConfigureCluster);
        var monitor = MonitorSettings.Read(configuration, options.MonitorUrl);
        var home = await new StartPatience(settings.StorePatience, TimeProvider.System, options.Say).AwaitAsync(
            $"room in the home {options.Home}",
            () => Task.FromResult(Open(options, settings)),
            exception => exception is HomeFullException,
            cancellationToken);
        try
        {
            var host = await HomeHost.StartAsync(
                home,
                () => Build(options, configuration, settings, monitor, home),
                services => AwaitServersAsync(services, options, settings, cancellationToken),
                choosesPorts: settings is { SiloPort: 0, GatewayPort: 0 },
                cancellationToken);
            return new ClusterSilo(host, settings);
        }
        catch (OptionsValidationException exception)
        {
            throw new SettingsException(string.Join(' ', exception.Failures), exception);
        }
    }

    /// <summary>Drains the slots, then leaves the cluster.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static SweepHome Open(ClusterSiloOptions options, ClusterSettings settings) => SweepHome.Open(
        options.Home,
        checkpoints: settings.Checkpoints.Length > 0 ? settings.Checkpoints : null,
        data: settings.Data.Length > 0 ? settings.Data : null);

    private static IHost Build(
        ClusterSiloOptions options, IConfiguration configuration, ClusterSettings settings, MonitorSettings monitor, SweepHome home)
    {
        var builder = SiloParts.Begin(home, configuration, settings.Name);
        builder.AddMonitor(settings.Name, monitor);
        _ = settings.Sqlite.Length > 0
            ? builder.Services.AddSqliteSweepStore(Path.GetFullPath(settings.Sqlite))
            : builder.Services.AddPostgresSweepStore(settings.Postgres);
        builder.UseOrleans(silo => Join(silo, settings));
        builder.AddSlots(home, new SweepFilter(), silo => Configure(silo, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        return builder.Build();
    }

    private static void Configure(SiloSettings settings, ClusterSiloOptions options)
    {
        options.ConfigureSilo?.Invoke(settings);
        if (settings.Devices.Length > 0)
        {
            try
            {
                DeviceList.Read(settings.Devices, settings.SlotsPerGpu, settings.UsableCores, []);
            }
            catch (FormatException exception)
            {
                throw new SettingsException($"Silo:{nameof(SiloSettings.Devices)}: {exception.Message}", exception);
            }
        }
    }

    private static void Join(ISiloBuilder silo, ClusterSettings settings)
    {
        var address = settings.ReadAddress();
        var free = Ports.Free(address);
        _ = settings.ReadPrimary() is { } primary
            ? silo.UseDevelopmentClustering(primary)
            : silo.UseRedisClustering(redis => redis.ConfigurationOptions = RedisOptions.Read(settings.Redis));
        silo.ConfigureEndpoints(
                address,
                settings.SiloPort > 0 ? settings.SiloPort : free.Silo,
                settings.GatewayPort > 0 ? settings.GatewayPort : free.Gateway,
                listenOnAnyHostAddress: false)
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (SiloParts.ServiceId, settings.ClusterId))
            .Configure<SiloOptions>(names => names.SiloName = settings.Name)
            .Configure<ClusterMembershipOptions>(SiloParts.Detect)
            .Services.AddSingleton<ILocalSiloDetails, RisingGeneration>();
    }

    /// <summary>Waits until what keeps the members answers and the store has the schema; both may still be starting.</summary>
    private static async Task AwaitServersAsync(
        IServiceProvider services, ClusterSiloOptions options, ClusterSettings settings, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ILogger<ClusterSilo>>();
        var patience = new StartPatience(settings.StorePatience, services.GetRequiredService<TimeProvider>(), line =>
        {
            LogWaiting(logger, line);
            options.Say(line);
        });
        if (settings.Redis.Length > 0)
        {
            await patience.AwaitAsync("Redis", () => PingAsync(settings.Redis), IsAway, cancellationToken);
        }

        await (settings.Sqlite.Length > 0
            ? patience.AwaitAsync("the SQLite store", () => RequireCurrentAsync(services, settings.Sqlite, cancellationToken), IsNotMade, cancellationToken)
            : patience.AwaitAsync("PostgreSQL", () => MigrateAsync(services, cancellationToken), IsAway, cancellationToken));
    }

    private static bool IsAway(Exception exception) => exception is RedisException or TimeoutException
        || exception.GetBaseException() is DbException { IsTransient: true } or SocketException;

    private static bool IsNotMade(Exception exception) => exception is FileNotFoundException || IsAway(exception);

    private static async Task<bool> PingAsync(string redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisOptions.Read(redis));
        await connection.GetDatabase().PingAsync();
        return true;
    }

    private static async Task<bool> MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await StoreServices.MigrateAsync(services, cancellationToken);
        return true;
    }

    /// <summary>The silo that holds the home of an SQLite store makes its schema; this one only looks.</summary>
    private static async Task<bool> RequireCurrentAsync(IServiceProvider services, string path, CancellationToken cancellationToken) =>
        File.Exists(path) && await StoreServices.IsCurrentAsync(services, cancellationToken)
            ? true
            : throw new FileNotFoundException($"{path} is not there or has another schema; the process that holds its home makes it.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    private static partial void LogWaiting(ILogger logger, string line);
}

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;
using SweepCluster.Grains.Store;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// One silo of a cluster: members are listed in Redis, event logs lie in PostgreSQL, checkpoints in a folder that all silos see. The
/// same grains and slot workers as in <see cref="LocalCluster"/>.
/// </summary>
public sealed partial class ClusterSilo : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan ServerRetry = TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly HomeLock _lock;

    private ClusterSilo(IHost host, HomeLock homeLock, ClusterSettings settings)
    {
        _host = host;
        _lock = homeLock;
        Settings = settings;
    }

    /// <summary>What it was started with.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>The way to the cluster's grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The address and port at which the other silos reach it.</summary>
    public string Endpoint => _host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.ToString();

    /// <summary>What its slots are doing.</summary>
    public SlotBoard Board => _host.Services.GetRequiredService<SlotBoard>();

    /// <summary>Starts the silo; it is a member of the cluster when this ends.</summary>
    /// <exception cref="SettingsException">A setting is missing or not allowed.</exception>
    /// <exception cref="HomeException">The home cannot be used.</exception>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    public static async Task<ClusterSilo> StartAsync(ClusterSiloOptions options, CancellationToken cancellationToken)
    {
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

    /// <summary>Drains the slots, then leaves the cluster.</summary>
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

    private static async Task<ClusterSilo> StartAsync(
        ClusterSiloOptions options, SweepHome home, HomeLock homeLock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (host, settings) = Build(options, home);
            try
            {
                await AwaitServersAsync(host.Services, settings, cancellationToken);
                await host.StartAsync(cancellationToken);
                return new ClusterSilo(host, homeLock, settings);
            }
            catch (OptionsValidationException exception)
            {
                host.Dispose();
                throw new SettingsException(string.Join(' ', exception.Failures), exception);
            }
            catch (Exception exception)
            {
                host.Dispose();
                if (attempt == PortAttempts || settings.SiloPort != 0 || settings.GatewayPort != 0 || !Ports.IsTaken(exception))
                {
                    throw;
                }

                // Somebody took the free port between the look and the use; others are free.
            }
        }
    }

    private static (IHost Host, ClusterSettings Settings) Build(ClusterSiloOptions options, SweepHome home)
    {
        var builder = SiloParts.Begin(home, options.ConfigurationFile);
        var settings = ClusterSettings.Read(builder.Configuration, options.ConfigureCluster);
        var shared = settings.Checkpoints.Length > 0 ? SweepHome.Open(home.Root, settings.Checkpoints) : home;
        builder.Services.AddPostgresSweepStore(settings.Postgres);
        builder.UseOrleans(silo => Join(silo, settings));
        builder.AddSlots(shared, new SweepFilter(), silo => Configure(silo, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(120));
        return (builder.Build(), settings);
    }

    private static void Configure(SiloSettings settings, ClusterSiloOptions options)
    {
        options.ConfigureSilo?.Invoke(settings);
        if (settings.Devices.Length > 0)
        {
            try
            {
                DeviceList.Read(settings.Devices, settings.SlotsPerGpu, Environment.ProcessorCount, new NvidiaSmiDiscovery());
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
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = RedisOptions.Read(settings.Redis))
            .ConfigureEndpoints(
                address,
                settings.SiloPort > 0 ? settings.SiloPort : free.Silo,
                settings.GatewayPort > 0 ? settings.GatewayPort : free.Gateway,
                listenOnAnyHostAddress: false)
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (SiloParts.ServiceId, settings.ClusterId))
            .Configure<SiloOptions>(names => names.SiloName = settings.Name)
            .Configure<ClusterMembershipOptions>(Detect);
    }

    /// <summary>
    /// A silo that was killed is declared dead after about 3 seconds, one that hangs after about 12, both well within a lease. Probing
    /// more often would take busy silos for dead ones. When all silos were killed nobody is left to declare them dead; a silo that joins
    /// passes over members that have not written to the list for 15 seconds, so that the cluster is back soon.
    /// </summary>
    private static void Detect(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
    }

    /// <summary>Waits until Redis answers and PostgreSQL has the schema; both may still be starting.</summary>
    private static async Task AwaitServersAsync(IServiceProvider services, ClusterSettings settings, CancellationToken cancellationToken)
    {
        await RepeatAsync("Redis", () => PingAsync(settings.Redis), services, settings.StorePatience, cancellationToken);
        await RepeatAsync(
            "PostgreSQL", () => StoreServices.MigrateAsync(services, cancellationToken), services, settings.StorePatience, cancellationToken);
    }

    private static async Task RepeatAsync(
        string server, Func<Task> call, IServiceProvider services, TimeSpan patience, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ILogger<ClusterSilo>>();
        var time = services.GetRequiredService<TimeProvider>();
        var startedAt = time.GetTimestamp();
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception exception) when (IsAway(exception))
            {
                var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ");
                if (time.GetElapsedTime(startedAt) >= patience)
                {
                    throw new IOException($"{server} cannot be reached: {reason}", exception);
                }

                LogWaiting(logger, server, reason);
            }

            await Task.Delay(ServerRetry, time, cancellationToken);
        }
    }

    private static bool IsAway(Exception exception) => exception is RedisException or TimeoutException
        || exception.GetBaseException() is DbException { IsTransient: true } or System.Net.Sockets.SocketException;

    private static async Task PingAsync(string redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisOptions.Read(redis));
        await connection.GetDatabase().PingAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo waits for {Server}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string server, string reason);
}

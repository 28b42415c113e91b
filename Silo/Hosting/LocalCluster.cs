using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Serilog;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Sweeps;
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
    internal const string ServiceId = "sweepcluster";
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
            var (siloPort, gatewayPort) = FreePorts();
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
                if (attempt == PortAttempts || !IsPortTaken(exception))
                {
                    throw;
                }

                // Somebody took the port between the look and the use; others are free.
            }
        }
    }

    private static IHost Build(LocalClusterOptions options, SweepHome home, int siloPort, int gatewayPort, string clusterId)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.Configuration.AddEnvironmentVariables("SWEEP_");
        builder.Logging.AddSerilog(FileLogger(home), dispose: true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(home);
        builder.Services.AddSqliteSweepStore(home.Database);
        builder.Services.AddSweepGrains();
        builder.Services.AddOptions<SweepOptions>().Bind(builder.Configuration.GetSection("Sweep")).ValidateDataAnnotations().ValidateOnStart();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, serviceId: ServiceId, clusterId: clusterId)
            .Configure<SiloOptions>(silo => silo.SiloName = "local"));
        AddSlots(builder, options, home);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        return builder.Build();
    }

    private static void AddSlots(HostApplicationBuilder builder, LocalClusterOptions options, SweepHome home)
    {
        var filter = new SweepFilter();
        if (!options.ServesAll)
        {
            filter.ServeNone();
        }

        builder.Services.AddSingleton(filter);
        builder.Services.AddSingleton<SlotBoard>();
        builder.Services.AddSingleton<IDeviceDiscovery, NvidiaSmiDiscovery>();
        builder.Services.AddOptions<SiloSettings>()
            .Bind(builder.Configuration.GetSection("Silo"))
            .Configure(settings =>
            {
                settings.Home = home.Root;
                settings.Devices = options.Devices;
                settings.WarmsUp = options.WarmsUp;
                options.Configure?.Invoke(settings);
            })
            .ValidateDataAnnotations()
            .Validate(
                settings => !settings.WarmsUp || File.Exists(settings.Trainer), "The trainer is missing; build it with make build.")
            .ValidateOnStart();
        builder.Services.AddHostedService<SlotHost>();
    }

    private static Serilog.Core.Logger FileLogger(SweepHome home) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Orleans", Serilog.Events.LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
        .MinimumLevel.Override("Polly", Serilog.Events.LogEventLevel.Warning)
        .WriteTo.File(
            Path.Combine(home.LogDirectory, "silo-.log"),
            formatProvider: CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: 14,
            shared: true)
        .CreateLogger();

    private static (int Silo, int Gateway) FreePorts()
    {
        using var one = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        one.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (((IPEndPoint)one.LocalEndPoint!).Port, ((IPEndPoint)other.LocalEndPoint!).Port);
    }

    private static bool IsPortTaken(Exception exception) =>
        exception is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception.InnerException is { } inner && IsPortTaken(inner));
}

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Serilog;
using SweepCluster.Contracts.Files;
using SweepCluster.Grains.Sweeps;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Slots;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Hosting;

/// <summary>What every silo has, whatever its membership and its store: configuration, log files, grains, slots.</summary>
internal static class SiloParts
{
    /// <summary>The name under which silos and clients of one product find each other.</summary>
    public const string ServiceId = "sweepcluster";

    /// <summary>The settings: a file if there is one, then the environment.</summary>
    public static IConfiguration ReadConfiguration(string? file)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        return builder.AddEnvironmentVariables("SWEEP_").Build();
    }

    /// <summary>A host with logs, grains and what measures them.</summary>
    /// <exception cref="SettingsException">A setting is not allowed.</exception>
    public static HostApplicationBuilder Begin(SweepHome home, IConfiguration configuration, string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "SweepCluster" });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddSerilog(Logger(home, configuration), dispose: true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSweepGrains();
        builder.AddTelemetry(name);
        builder.Services.AddOptions<SweepOptions>().Bind(builder.Configuration.GetSection("Sweep")).ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }

    /// <summary>Adds the slots. After Orleans: they start when the silo is active and have drained before it leaves.</summary>
    public static void AddSlots(this HostApplicationBuilder builder, SweepHome home, SweepFilter filter, Action<SiloSettings> configure)
    {
        builder.Services.AddSingleton(home);
        builder.Services.AddSingleton<ICheckpointFiles, CheckpointFiles>();
        builder.Services.AddSingleton(filter);
        builder.Services.AddSingleton<SiloDrain>();
        builder.Services.AddSingleton<SlotBoard>();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<IGpuSource, GpuProbe>();
        builder.Services.AddSingleton<GpuWatch>();
        builder.Services.AddOptions<SiloSettings>()
            .Bind(builder.Configuration.GetSection("Silo"))
            .Configure(settings =>
            {
                settings.Home = home.Root;
                configure(settings);
            })
            .ValidateDataAnnotations()
            .Validate(
                settings => !settings.WarmsUp || File.Exists(settings.Trainer), "The trainer is missing; build it with make build.")
            .Validate(
                settings => settings.Memory.Length == 0 || SizeText.Parse(settings.Memory) is not null,
                "Silo:Memory must be an amount of memory with its unit from 1MiB to 1024TiB, such as 6GiB.")
            .ValidateOnStart();
        builder.Services.AddHostedService<SweepKeeper>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GpuWatch>());
        builder.Services.AddHostedService<SlotHost>();
    }

    /// <summary>No log file grows larger; 14 of them are kept.</summary>
    private const int MostLogBytes = 32 << 20;

    /// <summary>
    /// A silo that was killed is declared dead after about 3 seconds, one that hangs after about 12, both well within a lease. Probing
    /// more often would take busy silos for dead ones. When all silos were killed nobody is left to declare them dead; a silo that joins
    /// passes over members that have not written to the list for 15 seconds, so that the cluster is back soon.
    /// </summary>
    public static void Detect(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
    }

    private static Serilog.Core.Logger Logger(SweepHome home, IConfiguration configuration)
    {
        var logs = FileLogger(home);
        return logs.WriteTo.ToConsole(logs, configuration).CreateLogger();
    }

    private static LoggerConfiguration FileLogger(SweepHome home) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Orleans", Serilog.Events.LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
        .MinimumLevel.Override("Polly", Serilog.Events.LogEventLevel.Warning)
        .Filter.With(new LogThrottle(TimeProvider.System))
        .WriteTo.File(
            Path.Combine(home.LogDirectory, "silo-.log"),
            outputTemplate: LogSettings.Template,
            formatProvider: CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day,
            fileSizeLimitBytes: MostLogBytes,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: 14,
            shared: true);
}

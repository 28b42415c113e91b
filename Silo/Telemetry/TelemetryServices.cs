using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Silo.Monitoring;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Wires what a silo measures, and to whom it is told.</summary>
internal static class TelemetryServices
{
    /// <summary>The standard variable that names a collector; when it is missing nothing is sent anywhere.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the instruments; and a collector gets figures and spans if the environment names one.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="silo">The silo's name, which tells its figures from those of others.</param>
    public static void AddTelemetry(this HostApplicationBuilder builder, string silo)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<SlotMeter>();
        builder.Services.AddSingleton<AttemptMeter>();
        builder.Services.AddSingleton<ProcessMeter>();
        builder.Services.AddSingleton<BuildMeter>();
        builder.Services.AddSingleton<SiloMeters>();
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Collector)))
        {
            return;
        }

        builder.Configuration.AddInMemoryCollection(Standard());
        Begin(builder.Services, silo)
            .WithMetrics(metrics => metrics.AddSources().AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(SweepTelemetry.Name).AddOtlpExporter());
    }

    /// <summary>Serves figures, liveness and readiness. Before Orleans, so that it is there while the silo joins and while it drains.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="silo">The silo's name.</param>
    /// <param name="settings">Where it listens; nothing is served when that is nowhere.</param>
    public static void AddMonitor(this HostApplicationBuilder builder, string silo, MonitorSettings settings)
    {
        if (settings.Url.Length == 0)
        {
            return;
        }

        Begin(builder.Services, silo).WithMetrics(metrics => metrics.AddSources().AddPrometheusExporter(options => options.ScopeInfoEnabled = false));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<SiloCheck>();
        builder.Services.AddSingleton<MonitorServer>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MonitorServer>());
    }

    private static OpenTelemetryBuilder Begin(IServiceCollection services, string silo) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.Clear().AddService("sweepcluster", serviceVersion: BuildMeter.Version, serviceInstanceId: silo));

    private static MeterProviderBuilder AddSources(this MeterProviderBuilder metrics) =>
        metrics.AddMeter(SweepTelemetry.Name, "Microsoft.Orleans", "System.Runtime");

    /// <summary>The variables that OpenTelemetry's specification names; the host's own configuration knows those of SweepCluster alone.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Standard() =>
        from System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("OTEL_", StringComparison.Ordinal)
        select KeyValuePair.Create(name, (string?)variable.Value);
}

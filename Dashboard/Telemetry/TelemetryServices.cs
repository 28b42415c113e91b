using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Dashboard.Telemetry;

/// <summary>Wires what the dashboard measures, and to whom it is told.</summary>
internal static class TelemetryServices
{
    /// <summary>Where figures are served.</summary>
    public const string Path = "/metrics";

    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Adds the instruments, and the figures of this whole process for <see cref="Path"/>: where a silo runs in it, the silo's too.
    /// </summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<DashboardMeter>();
        services.AddScoped<CircuitHandler, CircuitCount>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("sweepcluster-dashboard", autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics
                .AddMeter(SweepTelemetry.Name, "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting")
                .AddPrometheusExporter(options => options.ScopeInfoEnabled = false));
    }

    /// <summary>Sends figures to a collector too, if the environment names one; for a process that is the dashboard alone.</summary>
    public static void AddCollector(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Collector)))
        {
            builder.Configuration.AddInMemoryCollection(
                from System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()
                let name = (string)variable.Key
                where name.StartsWith("OTEL_", StringComparison.Ordinal)
                select KeyValuePair.Create(name, (string?)variable.Value));
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddOtlpExporter());
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Monitoring;

/// <summary>
/// Serves what those who watch over a silo ask: its figures, whether its process lives, whether it is ready, and where that is wanted, that
/// it drains. Starts before the silo and ends after it, and never calls a grain.
/// </summary>
internal sealed partial class MonitorServer(
    MonitorSettings settings, SiloCheck check, SiloDrain drain, MeterProvider meters, TimeProvider time, ILogger<MonitorServer> logger)
    : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private WebApplication? _app;

    /// <summary>Where it listens; null before it does.</summary>
    public string? Url { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The port is in use, or the address is not one of this machine.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _app = Build();
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The inner exception stays behind: a silo that chooses its ports would take this one for one of them and try again.
            var reason = exception.InnerException is AddressInUseException ? "the port is in use" : exception.Message;
            throw new IOException(
                $"Monitor:Url was {settings.Url}, and nothing can listen there: {reason}. Choose another with --monitor-url; port 0 takes a free one.");
        }

        Url = _app.Urls.First();
        LogListening(logger, Url);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(settings.Url);
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration("silo", check, HealthStatus.Unhealthy, tags: null, Patience));
        var app = builder.Build();
        app.MapPrometheusScrapingEndpoint("/metrics", meters, configureBranchedPipeline: null, optionsName: null);
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new() { ResponseWriter = WriteAsync });
        if (settings.Drains)
        {
            app.MapGet("/drain", DrainAsync);
        }

        return app;
    }

    /// <summary>Whoever hangs up does not put the silo to work again.</summary>
    private async Task<string> DrainAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.DrainLimit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        LogDraining(logger);
        try
        {
            await drain.DrainAsync(end.Token);
            return drain.IsDraining ? "drained: no slot runs anything" : "the silo was put to work again";
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"still busy after {settings.DrainLimit}; what runs stops at its last checkpoint when the silo ends";
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsync($"{report.Status}: {string.Join("; ", report.Entries.Values.Select(entry => entry.Description))}");

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo drains, for /drain was asked for")]
    private static partial void LogDraining(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics, liveness and readiness are served at {Url}")]
    private static partial void LogListening(ILogger logger, string url);
}

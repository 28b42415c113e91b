using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Cli.Hosting;

/// <summary>A dashboard in this process.</summary>
internal sealed class ServedDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedDashboard(WebApplication app) => _app = app;

    /// <summary>Where it listens, for a sentence.</summary>
    public string Urls => string.Join(" and ", _app.Urls);

    /// <summary>Starts one; it listens when this ends.</summary>
    /// <param name="grains">The way to the cluster's grains.</param>
    /// <param name="options">Where to listen and who may come in.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="logs">Adds where log lines go; null for nowhere.</param>
    /// <exception cref="CliException">The options cannot be used, there is no key though one is asked for, or the address is taken.</exception>
    public static async Task<ServedDashboard> StartAsync(
        IGrainFactory grains, DashboardOptions options, CancellationToken cancellationToken, Action<ILoggingBuilder>? logs = null)
    {
        var app = Build(grains, options, logs);
        try
        {
            await StartAsync(app, options.Url, cancellationToken);
            return new ServedDashboard(app);
        }
        catch (Exception)
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it; pages that are open are told.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(IGrainFactory grains, DashboardOptions options, Action<ILoggingBuilder>? logs)
    {
        try
        {
            return DashboardHost.Build(_ => grains, options, builder => logs?.Invoke(builder.Logging));
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static async Task StartAsync(WebApplication app, string url, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is KeyMissingException or FormatException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
        catch (IOException exception)
        {
            throw new CliException(ExitCodes.Failed, $"The dashboard cannot listen on {url}: {exception.Message} Choose another with --url.");
        }
    }
}

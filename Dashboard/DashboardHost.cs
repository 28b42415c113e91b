using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using SweepCluster.Contracts.Files;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Layout;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard;

/// <summary>
/// Builds the dashboard: pages that submit, list, show and steer sweeps, live. It needs grains, and nothing from the folder it runs in.
/// </summary>
public static class DashboardHost
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Builds the dashboard; the caller starts, stops and disposes it.</summary>
    /// <param name="grains">The way to the cluster's grains, asked once.</param>
    /// <param name="url">Where to listen, such as <c>http://127.0.0.1:8080</c>; loopback only, port 0 takes a free one.</param>
    /// <param name="configure">
    /// What the hosting program adds, such as logging; null for nothing. Unless it says otherwise the dashboard reads no configuration,
    /// writes no log and leaves signals to the hosting program.
    /// </param>
    /// <exception cref="FormatException">The URL is not one to listen on, or is not on loopback.</exception>
    public static WebApplication Build(
        Func<IServiceProvider, IGrainFactory> grains,
        string url,
        Action<WebApplicationBuilder>? configure = null)
    {
        var address = LoopbackAddress.Parse(url);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(address.Url);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        AddWeb(builder.Services);
        AddSweeps(builder.Services, grains);
        configure?.Invoke(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 * SweepFileReader.MaxSize);
        services.AddMudServices();
        services.AddHealthChecks().AddCheck<CatalogCheck>("catalog", timeout: TimeSpan.FromSeconds(2));

        // Nothing outlives the process that has to be read again: a page whose server is gone loads itself anew.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();

        // Other names for this machine come from pages of others that were made to point here (DNS rebinding).
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = LoopbackHosts);
    }

    private static void AddSweeps(IServiceCollection services, Func<IServiceProvider, IGrainFactory> grains)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new SweepClient(grains(provider)));
        services.AddSingleton<SweepFeed>();
        services.AddSingleton<CatalogFeed>();
        services.AddSingleton<ClusterFeed>();
    }

    private static void Map(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use(ApiRoutes.ExplainAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new EmbeddedAssets(),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseAntiforgery();
        app.MapApi();
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false });
        app.MapHealthChecks("/readyz");
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}

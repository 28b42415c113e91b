using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using SweepCluster.Contracts.Files;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Layout;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Telemetry;

namespace SweepCluster.Dashboard;

/// <summary>
/// Builds the dashboard: pages that submit, list, show and steer sweeps, live. It needs grains, and nothing from the folder it runs in.
/// </summary>
public static class DashboardHost
{
    /// <summary>What a request may hold, but for those that take files; a sweep file is smaller still.</summary>
    private const long MostBodyBytes = 1 << 20;

    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Builds the dashboard; the caller starts, stops and disposes it.</summary>
    /// <param name="grains">The way to the cluster's grains, asked once.</param>
    /// <param name="options">Where to listen and who may come in.</param>
    /// <param name="configure">
    /// What the hosting program adds, such as logging; null for nothing. Unless it says otherwise the dashboard reads no configuration,
    /// writes no log and leaves signals to the hosting program.
    /// </param>
    /// <exception cref="FormatException">The URL is not one to listen on, or the options contradict each other.</exception>
    /// <remarks>When keys are asked for and there is none, the start fails with a <see cref="KeyMissingException"/>.</remarks>
    public static WebApplication Build(
        Func<IServiceProvider, IGrainFactory> grains,
        DashboardOptions options,
        Action<WebApplicationBuilder>? configure = null)
    {
        var address = ListenAddress.Parse(options.Url);
        var asksForKeys = AccessRules.AsksForKeys(options, address);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(address.Url)
            .ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostBodyBytes);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton(options);
        AddWeb(builder.Services);
        AddSessionKeys(builder.Services.AddDataProtection(), options.SessionKeys);
        AddSweeps(builder.Services, grains);
        builder.Services.AddAccess(asksForKeys);
        builder.Services.AddTelemetry();

        // Where nobody shows a key, other names for this machine come from pages of others that were made to point here (DNS rebinding).
        builder.Services.Configure<HostFilteringOptions>(
            hosts => hosts.AllowedHosts = address.IsLoopback && !asksForKeys ? LoopbackHosts : ["*"]);
        configure?.Invoke(builder);
        if (asksForKeys)
        {
            // After what the hosting program adds, such as the connection to its cluster.
            builder.Services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        }

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
        services.AddApiReference();
        services.AddHealthChecks().AddCheck<CatalogCheck>("catalog", timeout: TimeSpan.FromSeconds(2));

        // A server that speaks TLS before this one says so, and cookies are then for TLS alone. Whoever else says so deceives only itself.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
        });
    }

    /// <summary>But for sessions nothing outlives the process that has to be read again: a page whose server is gone loads itself anew.</summary>
    private static void AddSessionKeys(IDataProtectionBuilder protection, string? folder) => _ = folder is null
        ? protection.UseEphemeralDataProtectionProvider()
        : protection.SetApplicationName("SweepCluster").PersistKeysToFileSystem(new DirectoryInfo(folder));

    private static void AddSweeps(IServiceCollection services, Func<IServiceProvider, IGrainFactory> grains)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ClusterGrains(grains(provider)));
        services.AddScoped(provider => new SweepClient(
            provider.GetRequiredService<ClusterGrains>().Factory, provider.GetRequiredService<Caller>()));
        AddFeed<SweepFeed>(services);
        AddFeed<CatalogFeed>(services);
        AddFeed<ClusterFeed>(services);
    }

    /// <summary>A feed is shared by all pages, so it asks for nobody in particular.</summary>
    private static void AddFeed<TFeed>(IServiceCollection services)
        where TFeed : class => services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<TFeed>(provider, new SweepClient(provider.GetRequiredService<ClusterGrains>().Factory)));

    /// <summary>There is a page for what is not there. Other refusals stay as they are, above all for those who may see no page.</summary>
    private static async Task ExplainNothingButAbsenceAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status404NotFound && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
    }

    private static void Map(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use(ExplainNothingButAbsenceAsync);
        app.Use(ApiRoutes.ExplainAsync);
        app.Use(OtherSites.RefuseAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new EmbeddedAssets(),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseAccess();
        app.MapApi();
        app.MapApiReference();
        app.MapPost("/logout", SessionRoutes.LeaveAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz").AllowAnonymous();
        app.MapPrometheusScrapingEndpoint(TelemetryServices.Path);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}

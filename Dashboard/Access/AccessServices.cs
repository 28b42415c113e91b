using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Telemetry;

namespace SweepCluster.Dashboard.Access;

/// <summary>
/// Wires who may do what. Whatever has no rule of its own is for those who may see, so that a new page or route is never open to all by
/// oversight.
/// </summary>
internal static class AccessServices
{
    private const string Chooser = "Session or key";
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Adds the services.</summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="asksForKeys">True when nobody comes in without a key.</param>
    public static void AddAccess(this IServiceCollection services, bool asksForKeys)
    {
        if (asksForKeys)
        {
            AddKeys(services);
        }
        else
        {
            services.AddAuthentication(OpenHandler.Name).AddScheme<AuthenticationSchemeOptions, OpenHandler>(OpenHandler.Name, null);
        }

        services.AddSingleton(provider => new AccessRules(provider.GetService<KeyRing>()));
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(AnyOf(Roles.Viewer, Roles.Operator))
            .SetFallbackPolicy(AnyOf(Roles.Viewer, Roles.Operator))
            .AddPolicy(Roles.Operator, AnyOf(Roles.Operator));
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        services.AddScoped<Caller>();
        services.AddScoped<CircuitHandler, CallerCircuit>();
        services.AddScoped<KeyClient>();
        services.AddLimits(asksForKeys);
    }

    /// <summary>Finds out who asks, and refuses what it may not do.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<Caller>().User = context.User;
            return next(context);
        });
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddScoped<SessionEvents>();
        services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, scheme => scheme.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null)
            .AddCookie(cookie =>
            {
                cookie.EventsType = typeof(SessionEvents);
                cookie.LoginPath = "/login";
                cookie.AccessDeniedPath = "/forbidden";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = SessionLength;
                cookie.Cookie.Name = "sweep-session";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
            });
    }

    private static string Choose(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 || (IsProgram(context) && context.Request.Cookies.Count == 0)
            ? KeyHandler.Name
            : CookieAuthenticationDefaults.AuthenticationScheme;

    private static bool IsProgram(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ApiRoutes.Root) || context.Request.Path == TelemetryServices.Path;

    private static AuthorizationPolicy AnyOf(params string[] roles) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(roles).Build();
}

namespace SweepCluster.Dashboard.Hosting;

/// <summary>
/// Pages of other sites, which a browser that can reach this one may have open too. A browser names the page's site with every request of a
/// script or a form that could change something, and with every WebSocket; other programs name none.
/// </summary>
internal static class OtherSites
{
    /// <summary>
    /// True when a page of another site sent the request. The scheme is left aside: before this server there may be one that speaks TLS.
    /// </summary>
    public static bool Sent(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && HostString.FromUriComponent(site.Authority) == request.Host);

    /// <summary>Refuses what they send, whatever it asks for.</summary>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (!Sent(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

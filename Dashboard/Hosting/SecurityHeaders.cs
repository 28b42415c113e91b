namespace SweepCluster.Dashboard.Hosting;

/// <summary>
/// Tells browsers what pages may do: take everything from here, run no script that is not a file of ours, be shown in nobody's frame.
/// Styles may stand in the page, because components set them.
/// </summary>
internal static class SecurityHeaders
{
    private const string Scripts = "script-src 'self'";

    private const string Policy =
        "default-src 'self'; " + Scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    });

    /// <summary>Lets a page run those scripts in it that carry a number nobody can guess; for pages that a library writes.</summary>
    public static void AllowScriptsOf(this HttpResponse response, string nonce) => response.Headers.ContentSecurityPolicy =
        Policy.Replace(Scripts, $"{Scripts} 'nonce-{nonce}'", StringComparison.Ordinal);
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SweepCluster.Dashboard.Access;

/// <summary>The end of a session; its begin is the login page.</summary>
internal static class SessionRoutes
{
    /// <summary>Ends the session of a browser that sent our own form.</summary>
    public static async Task<IResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery, AccessRules access)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (access.NeedsLogin)
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        return Results.LocalRedirect("/login");
    }

    /// <summary>A path of this site; the start page in place of anything else, so that a link cannot lead away from here.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}

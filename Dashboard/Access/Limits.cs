using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SweepCluster.Dashboard.Api;

namespace SweepCluster.Dashboard.Access;

/// <summary>How often some things may be done, where others than this machine's own people come.</summary>
internal static class Limits
{
    /// <summary>Tries to sign in, per address and minute.</summary>
    public const string Login = "login";

    /// <summary>Sweep files to read, per key and minute.</summary>
    public const string Submit = "submit";

    /// <summary>So many tries to sign in are answered in a minute.</summary>
    public const int LoginsPerMinute = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the limits; without keys there are none.</summary>
    public static void AddLimits(this IServiceCollection services, bool asksForKeys)
    {
        services.AddSingleton(_ => new SubmissionLimit(asksForKeys));
        services.AddRateLimiter(limits => Configure(limits, asksForKeys));
    }

    private static void Configure(RateLimiterOptions limits, bool asksForKeys)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = ExplainAsync;
        limits.AddPolicy(Login, context => asksForKeys && HttpMethods.IsPost(context.Request.Method)
            ? PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", LoginsPerMinute)
            : Unlimited());
        limits.AddPolicy(Submit, context => RateLimitPartition.Get(
            Roles.KeyOf(context.User) ?? "", context.RequestServices.GetRequiredService<SubmissionLimit>().Of));
    }

    private static RateLimitPartition<string> PerMinute(string who, int count) => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = count, Window = Window });

    private static RateLimitPartition<string> Unlimited() => RateLimitPartition.GetNoLimiter("");

    private static async ValueTask ExplainAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : Window;
        var response = rejected.HttpContext.Response;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (!rejected.HttpContext.Request.Path.StartsWithSegments(ApiRoutes.Root))
        {
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Too many tries. Wait a minute, then go back and try again.\n", cancellationToken);
        }
    }
}

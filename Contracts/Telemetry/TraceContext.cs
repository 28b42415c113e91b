using System.Diagnostics;

namespace SweepCluster.Contracts.Telemetry;

/// <summary>
/// Takes the current span along with calls of grains, and with those alone that are worth a span of their own. It costs nothing while nobody
/// traces.
/// </summary>
public static class TraceContext
{
    private const string Key = "traceparent";

    /// <summary>Makes a call that what it calls, and what that calls in turn, can continue the current span.</summary>
    public static Task<T> WithSpanAsync<T>(Func<Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Activity.Current?.Id is { } span ? CallAsync(call, span) : call();
    }

    /// <summary>Begins a span within that of the caller; null when the call came with none or nobody traces.</summary>
    /// <param name="name">The span's name.</param>
    public static Activity? Continue(string name) => RequestContext.Get(Key) is string span
        ? SweepTelemetry.Activities.StartActivity(name, ActivityKind.Server, span)
        : null;

    // What an asynchronous method sets in the request's context is gone when it returns.
    private static async Task<T> CallAsync<T>(Func<Task<T>> call, string span)
    {
        RequestContext.Set(Key, span);
        return await call();
    }
}

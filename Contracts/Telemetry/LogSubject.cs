using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Contracts.Telemetry;

/// <summary>
/// Says what log lines are about: as scopes, so that every line between begin and end carries <c>sweep</c>, <c>trial</c> and <c>attempt</c>,
/// whatever its own words are.
/// </summary>
public static class LogSubject
{
    /// <summary>Lines until the scope is disposed are about a sweep.</summary>
    public static IDisposable? About(this ILogger logger, string sweep)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return logger.BeginScope(new[] { Of("sweep", sweep) });
    }

    /// <summary>Lines until the scope is disposed are about an attempt.</summary>
    public static IDisposable? About(this ILogger logger, AttemptId attempt)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return logger.BeginScope(new[] { Of("sweep", attempt.Trial.Sweep), Of("trial", attempt.Trial.Number), Of("attempt", attempt.Number) });
    }

    private static KeyValuePair<string, object> Of(string name, object value) => new(name, value);
}

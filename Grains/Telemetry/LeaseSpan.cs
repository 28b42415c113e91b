using System.Diagnostics;
using SweepCluster.Contracts.Ids;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>
/// The spans of a sweep's side. Each attempt begins a trace of its own, for sweeps last for hours, and links to the sweep's submission.
/// </summary>
internal static class LeaseSpan
{
    /// <summary>Begins the span in which a lease is granted; null when nobody traces.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="submission">The span of the sweep's submission; null when that was not traced.</param>
    /// <param name="askedAt">When the slot asked.</param>
    /// <param name="suggestedAt">When the attempt's parameter set was chosen; null when it was there before.</param>
    public static Activity? Begin(AttemptId attempt, string? submission, DateTimeOffset askedAt, DateTimeOffset? suggestedAt)
    {
        if (!Activities.HasListeners())
        {
            return null;
        }

        // Whatever span the call came with is the slot's, which looks for work all the time.
        Activity.Current = null;
        var links = ActivityContext.TryParse(submission, null, out var submitted) ? [new ActivityLink(submitted)] : Array.Empty<ActivityLink>();
        var span = Activities.StartActivity("lease", ActivityKind.Producer, parentContext: default, tags: null, links, askedAt)
            ?.SetTag("sweep", attempt.Trial.Sweep)
            .SetTag("trial", attempt.Trial.Number)
            .SetTag("attempt", attempt.Number);
        if (suggestedAt is { } end)
        {
            using var suggest = Activities.StartActivity("suggest", ActivityKind.Internal, parentId: span?.Id, startTime: askedAt);
            suggest?.SetEndTime(end.UtcDateTime);
        }

        return span;
    }

    /// <summary>Begins the span of a commit within the current one; null when there is none.</summary>
    public static Activity? Commit() => Activity.Current is null ? null : Activities.StartActivity("commit");
}

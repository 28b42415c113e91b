using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Running;

/// <summary>How much longer a sweep may take, from the pace of this session.</summary>
internal static class RestEstimate
{
    /// <summary>The rest; null when the sweep has no end in sight or no trial ended in this session yet.</summary>
    /// <param name="sweep">The sweep now.</param>
    /// <param name="doneBefore">How many trials were over when the session began.</param>
    /// <param name="elapsed">How long the session lasts so far.</param>
    /// <param name="now">The time now.</param>
    public static TimeSpan? Of(SweepSnapshot sweep, int doneBefore, TimeSpan elapsed, DateTimeOffset now)
    {
        var byTrials = ByTrials(sweep, doneBefore, elapsed);
        var byLimit = sweep.Spec.Limits.MaxDuration - (now - sweep.StartedAt);
        return byTrials is { } first && byLimit is { } second ? (first < second ? first : second) : byTrials ?? byLimit;
    }

    private static TimeSpan? ByTrials(SweepSnapshot sweep, int doneBefore, TimeSpan elapsed)
    {
        var done = Shown.Finished(sweep.Trials);
        return sweep.Spec.RunCap is { } cap && done > doneBefore
            ? elapsed / (done - doneBefore) * Math.Max(0, cap - done)
            : null;
    }
}

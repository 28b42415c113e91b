using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Telemetry;

/// <summary>
/// Counts what one sweep's commits say. Only what is durable counts, and only once: a log that is read again changes what is known of the
/// trials, never a counter.
/// </summary>
/// <param name="meter">The instruments.</param>
/// <param name="times">What is known of the trials from the log so far.</param>
internal sealed class TrialTally(TrialMeter meter, TrialTimes times)
{
    /// <summary>Since when an attempt could start if a slot came; null when none could, or for longer than this activation lives.</summary>
    private DateTimeOffset? _roomSince;

    /// <summary>Counts a request that is durable.</summary>
    public void Count(AppendRequest request)
    {
        foreach (var e in request.Events)
        {
            Count(e);
            times.Apply(e);
        }

        var now = request.Events[^1].Time;
        foreach (var trial in request.Trials)
        {
            if (trial.Status.IsFinal() && times.Close(trial.Number) is { } time)
            {
                meter.TrialEnded(Outcomes.Of(trial.Status, time.Outcome), now - time.StartedAt);
            }
        }

        _roomSince = request.Sweep.Room > 0 ? _roomSince ?? now : null;
    }

    private void Count(SweepEvent e)
    {
        switch (e)
        {
            case AttemptStarted started:
                CountStart(started, times.Find(started.Trial));
                break;
            case AttemptReported:
                meter.Reported();
                break;
            case AttemptEnded ended:
                CountEnd(ended, times.Find(ended.Trial));
                break;
        }
    }

    private void CountStart(AttemptStarted started, TrialTime? time)
    {
        if (started.Attempt == 1)
        {
            meter.TrialStarted();
        }

        if (time?.Outcome is FailedOutcome or AbandonedOutcome)
        {
            meter.Retried(Outcomes.Reason(time.Outcome));
        }

        if (time?.IsLost == true)
        {
            meter.Recovered(started.Time - time.EndedAt);
        }

        if (started.SiloAddress != SlotOffer.Outside)
        {
            meter.Waited(started.Time - ReadySince(time));
        }
    }

    /// <summary>
    /// A trial that failed or was given up is ready from then on. Any other is chosen when a slot comes, so it is ready when the trial
    /// before it was started. Neither is while the sweep allows no further attempt.
    /// </summary>
    private DateTimeOffset ReadySince(TrialTime? time)
    {
        var since = time?.Outcome is FailedOutcome or AbandonedOutcome ? time.EndedAt : times.LastStart;
        return _roomSince > since ? _roomSince.Value : since;
    }

    private void CountEnd(AttemptEnded ended, TrialTime? time)
    {
        var reason = Outcomes.Reason(ended.Outcome);
        meter.AttemptEnded(Outcomes.Kind(ended.Outcome), reason);
        if (ended.Outcome is AbandonedOutcome { Reason: AbandonReason.SiloLost or AbandonReason.LeaseExpired } lost)
        {
            meter.LeaseExpired(lost.Reason == AbandonReason.SiloLost ? reason : "expired");
        }

        if (time is { IsOutside: false } && Outcomes.IsWaste(ended.Outcome))
        {
            meter.Wasted(reason, time.UnsavedAt(ended.Time));
        }
    }
}

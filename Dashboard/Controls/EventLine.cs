using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Dashboard.Controls;

/// <summary>An event as a sentence, and the trial it is about.</summary>
internal sealed record EventLine(long Sequence, DateTimeOffset Time, int? Trial, string Text)
{
    /// <summary>Says what happened.</summary>
    public static EventLine Of(SweepEvent e)
    {
        var (trial, text) = e switch
        {
            SweepSubmitted => (null, "the sweep was submitted"),
            SweepPaused => (null, "the sweep was paused"),
            SweepResumed => (null, "the sweep was resumed"),
            SweepCanceled => (null, "the sweep was canceled"),
            SweepFinished finished => (null, $"the sweep is over: {finished.Reason}"),
            TrialSuggested suggested => ((int?)suggested.Trial, $"suggested by {suggested.Provenance}, knowing events up to {suggested.BasedOn}"),
            TrialRetried retried => (retried.Trial, "somebody gave it its retries again"),
            AttemptStarted { FromStep: 0 } started => (started.Trial, $"attempt {started.Attempt} started on {started.Slot}"),
            AttemptStarted started => (started.Trial, $"attempt {started.Attempt} started on {started.Slot}, from step {started.FromStep}"),
            AttemptReported reported => (reported.Trial, Judged(reported)),
            AttemptEnded ended => (ended.Trial, $"attempt {ended.Attempt} {End(ended.Outcome)}"),
            _ => (null, e.GetType().Name),
        };
        return new EventLine(e.Sequence, e.Time, trial, text);
    }

    /// <summary>How an attempt ended.</summary>
    public static string End(AttemptOutcome? outcome) => outcome switch
    {
        null => "runs",
        CompletedOutcome => "trained to its end",
        PrunedOutcome => "was stopped early",
        PausedOutcome => "stopped at a checkpoint",
        CanceledOutcome => "was canceled",
        FailedOutcome failed => $"failed ({Shown.Word(failed.Reason)}): {failed.Detail}",
        AbandonedOutcome abandoned => $"was given up: {Shown.Word(abandoned.Reason)}",
        _ => outcome.GetType().Name,
    };

    private static string Judged(AttemptReported reported)
    {
        var judgement = reported.Judgement;
        var with = judgement.ComparedWith is { IsDefaultOrEmpty: false } trials ? $", compared with {string.Join(", ", trials.Select(trial => $"#{trial}"))}" : "";
        return judgement.Decision switch
        {
            Decision.Continue => $"went on at rung {judgement.Rung} (step {reported.Step}){with}",
            Decision.Prune => $"is to stop at step {reported.Step}: {judgement.Reason}{with}",
            _ => $"is to pause at step {reported.Step}: {judgement.Reason}{with}",
        };
    }
}

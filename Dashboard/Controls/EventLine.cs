using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Controls;

/// <summary>An event as a sentence, its kind, and the trial it is about.</summary>
internal sealed record EventLine(long Sequence, DateTimeOffset Time, int? Trial, string Kind, string Text)
{
    /// <summary>The kinds by which a reader may choose.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["decisions", "suggestions", "attempts", "steering"];

    /// <summary>Says what happened.</summary>
    public static EventLine Of(SweepEvent e)
    {
        var (trial, text) = e switch
        {
            SweepSubmitted => (null, "the sweep was submitted"),
            SweepPaused => (null, "the sweep was paused"),
            SweepResumed => (null, "the sweep was resumed"),
            SweepCanceled => (null, "the sweep was canceled"),
            SweepChanged changed => (null, $"the sweep was changed: {Change(changed.Change)}"),
            SweepFinished finished => (null, $"the sweep is over: {finished.Reason}"),
            TrialSuggested suggested => ((int?)suggested.Trial, $"suggested by {suggested.Provenance}, knowing events up to {suggested.BasedOn}"),
            TrialRetried retried => (retried.Trial, "somebody gave it its retries again"),
            TrialNoted noted => (noted.Trial, Noted(noted)),
            TrialStopped stopped => (stopped.Trial, "somebody stopped the trial"),
            AttemptStarted { FromStep: 0 } started => (started.Trial, $"attempt {started.Attempt} started on {started.Slot}"),
            AttemptStarted started => (started.Trial, $"attempt {started.Attempt} started on {started.Slot}, from step {started.FromStep}"),
            AttemptReported reported => (reported.Trial, Judged(reported)),
            AttemptEnded ended => (ended.Trial, $"attempt {ended.Attempt} {End(ended.Outcome)}"),
            _ => (null, e.GetType().Name),
        };
        return new EventLine(e.Sequence, e.Time, trial, KindOf(e), text);
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

    private static string KindOf(SweepEvent e) => e switch
    {
        AttemptReported => "decisions",
        TrialSuggested => "suggestions",
        AttemptStarted or AttemptEnded => "attempts",
        _ => "steering",
    };

    private static string Change(SweepChange change) => string.Join(", ", new[]
    {
        change.RunCap is { } cap ? $"at most {cap} trials" : null,
        change.MaxConcurrentTrials is { } most ? $"at most {most} at once" : null,
        change.Priority is { } priority ? $"priority {priority}" : null,
        change.Weight is { } weight ? $"weight {Shown.Number(weight)}" : null,
    }.OfType<string>());

    private static string Noted(TrialNoted noted) =>
        (noted.IsPinned ? "pinned; " : "") + (noted.Note is { Length: > 0 } note ? $"note: {note}" : "no note");

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

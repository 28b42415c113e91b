using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Outcomes as labels have them: closed sets of words.</summary>
internal static class Outcomes
{
    /// <summary>How trials can end.</summary>
    public static IEnumerable<string> OfTrials { get; } =
    [
        TrialStatus.Completed.Label(), TrialStatus.Pruned.Label(), TrialStatus.Failed.Label(), TrialStatus.Canceled.Label(),
        FailureReason.Infeasible.Label(), FailureReason.Diverged.Label(),
    ];

    /// <summary>How and why attempts can end.</summary>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> OfAttempts { get; } =
    [
        .. Pairs([AttemptOutcome.Completed, AttemptOutcome.Pruned, AttemptOutcome.Paused, AttemptOutcome.Canceled]),
        .. Pairs(Enum.GetValues<FailureReason>().Select(reason => AttemptOutcome.Failed(reason, ""))),
        .. Pairs(Enum.GetValues<AbandonReason>().Select(AttemptOutcome.Abandoned)),
    ];

    /// <summary>How an attempt ended.</summary>
    public static string Kind(AttemptOutcome outcome) => outcome switch
    {
        CompletedOutcome => "completed",
        PrunedOutcome => "pruned",
        PausedOutcome => "paused",
        CanceledOutcome => "canceled",
        FailedOutcome => "failed",
        AbandonedOutcome => "abandoned",
        _ => throw new InvalidOperationException($"The outcome {outcome.GetType().Name} has no name yet."),
    };

    /// <summary>Why an attempt failed or was given up; <c>none</c> for one that ended as it should.</summary>
    public static string Reason(AttemptOutcome outcome) => outcome switch
    {
        FailedOutcome failed => failed.Reason.Label(),
        AbandonedOutcome abandoned => abandoned.Reason.Label(),
        _ => SweepTelemetry.None,
    };

    /// <summary>How a trial ended; one that cannot be trained or has diverged is told apart from one that broke down.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="last">How its last attempt ended; null when none did.</param>
    public static string Of(TrialStatus status, AttemptOutcome? last) =>
        status == TrialStatus.Failed && last is FailedOutcome { IsFinal: true } failed ? failed.Reason.Label() : status.Label();

    /// <summary>True when the attempt was lost with its process, its silo or its lease: the trial has to recover.</summary>
    public static bool IsLoss(AttemptOutcome outcome) => outcome
        is AbandonedOutcome { Reason: AbandonReason.SiloLost or AbandonReason.LeaseExpired }
        or FailedOutcome { Reason: FailureReason.Crashed or FailureReason.OutOfMemory or FailureReason.Hung };

    /// <summary>True when work of the attempt since its last checkpoint has to be done again.</summary>
    public static bool IsWaste(AttemptOutcome outcome) => outcome is AbandonedOutcome or FailedOutcome { IsFinal: false };

    private static IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> Pairs(IEnumerable<AttemptOutcome> outcomes) => outcomes.Select(
        outcome => (IReadOnlyList<KeyValuePair<string, object?>>)
            [SweepTelemetry.Tag("outcome", Kind(outcome)), SweepTelemetry.Tag("reason", Reason(outcome))]);
}

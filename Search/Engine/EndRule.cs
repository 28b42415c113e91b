using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Search.Engine;

/// <summary>What becomes of a trial when its attempt ends.</summary>
internal static class EndRule
{
    /// <summary>
    /// A trial whose attempts are lost with silo, device or lease more often than this in a row, or than MaxRestarts if that is more, without
    /// a new report or checkpoint in between, probably brings its silos down itself.
    /// </summary>
    public const int MostLostInARow = 3;

    private const int LongestBackOffSeconds = 60;

    /// <summary>How long another silo may take a trial before the one that failed it takes it again.</summary>
    private static readonly TimeSpan AvoidanceTime = TimeSpan.FromSeconds(10);

    /// <summary>Counts a failure or loss against the trial.</summary>
    public static void Count(TrialState trial, AttemptOutcome outcome)
    {
        trial.Failures += outcome is FailedOutcome ? 1 : 0;
        trial.LostInARow += outcome is AbandonedOutcome { Reason: AbandonReason.SiloLost or AbandonReason.LeaseExpired or AbandonReason.DeviceLost } ? 1 : 0;
    }

    /// <summary>Why a trial may not be given its retries again; null when it may.</summary>
    public static string? ObstacleToRetry(SweepState state, TrialState trial) =>
        trial.Status != TrialStatus.Failed ? $"Trial {trial.Number} is {trial.Status}; only a failed one can be retried."
        : state.Status.IsFinal() || state.Stop is not null ? "The sweep is over or ending; its trials cannot be retried."
        : null;

    /// <summary>Forgets a trial's failures and losses, so that it has all its retries and may start at once.</summary>
    public static void Forgive(TrialState trial) =>
        (trial.Failures, trial.LostInARow, trial.RetryAt, trial.AvoidedSilo) = (0, 0, null, null);

    /// <summary>
    /// Puts a failed trial's next attempt off: not after the first failure, which may be chance, then 1 second, doubled with each further
    /// failure up to a minute. When the silo or its device are suspect, another silo goes first.
    /// </summary>
    public static void Defer(TrialState trial, AttemptOutcome outcome, DateTimeOffset now)
    {
        if (outcome is not FailedOutcome failed)
        {
            (trial.RetryAt, trial.AvoidedSilo) = (null, null);
            return;
        }

        trial.FailedAt = now;
        trial.RetryAt = trial.Failures > 1 ? now + BackOff(trial.Failures) : null;
        trial.AvoidedSilo = IsSuspect(failed.Reason, trial.Failures) ? trial.Running?.SiloAddress : null;
        trial.AvoidedUntil = now + AvoidanceTime;
    }

    /// <summary>The trial's next status, once the outcome is counted.</summary>
    public static TrialStatus StatusAfter(TrialState trial, AttemptOutcome outcome, RetriesSpec retries) => outcome switch
    {
        _ when trial.HasReachedTarget => TrialStatus.Completed,
        CompletedOutcome => TrialStatus.Completed,
        FailedOutcome { IsFinal: true } => TrialStatus.Failed,
        _ when trial.Standing?.Decision == Decision.Prune => TrialStatus.Pruned,
        PrunedOutcome => TrialStatus.Pruned,
        PausedOutcome => TrialStatus.Paused,
        CanceledOutcome => TrialStatus.Canceled,
        FailedOutcome => trial.Failures > retries.MaxRestarts ? TrialStatus.Failed : TrialStatus.Pending,
        AbandonedOutcome => IsPoison(trial, retries) ? TrialStatus.Failed : TrialStatus.Pending,
        _ => throw new InvalidOperationException($"The outcome {outcome.GetType().Name} is not known to the engine."),
    };

    /// <summary>Why the trial has its new status, for people; null when there is nothing to explain.</summary>
    public static string? Explain(TrialState trial, AttemptOutcome outcome, TrialStatus status) => (status, outcome) switch
    {
        (TrialStatus.Pruned, _) => trial.Standing?.Reason ?? "the trial program ended as pruned",
        (TrialStatus.Completed, _) => null,
        (_, FailedOutcome failed) => $"{failed.Reason}: {failed.Detail}",
        (TrialStatus.Failed, _) => $"lost {trial.LostInARow} times without progress",
        (_, AbandonedOutcome abandoned) => $"attempt {trial.Attempt} was given up: {abandoned.Reason}",
        _ => trial.Standing?.Reason,
    };

    private static TimeSpan BackOff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 2), LongestBackOffSeconds));

    /// <summary>A process may be killed by chance once; what the silo lacks it will lack again.</summary>
    private static bool IsSuspect(FailureReason reason, int failures) => reason switch
    {
        FailureReason.OutOfMemory or FailureReason.NotStarted => true,
        FailureReason.Crashed or FailureReason.Hung => failures > 1,
        _ => false,
    };

    private static bool IsPoison(TrialState trial, RetriesSpec retries) =>
        trial.LostInARow > Math.Max(MostLostInARow, retries.MaxRestarts);
}

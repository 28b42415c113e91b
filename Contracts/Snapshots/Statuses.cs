namespace SweepCluster.Contracts.Snapshots;

/// <summary>Where a sweep is in its life.</summary>
[GenerateSerializer]
public enum SweepStatus
{
    /// <summary>Attempts start whenever a slot is free.</summary>
    Running,

    /// <summary>No attempt starts until somebody resumes it.</summary>
    Paused,

    /// <summary>Over, by one of its own rules.</summary>
    Completed,

    /// <summary>Over, because somebody canceled it.</summary>
    Canceled,

    /// <summary>Over, and no trial produced a result.</summary>
    Failed,
}

/// <summary>Where a trial is in its life.</summary>
[GenerateSerializer]
public enum TrialStatus
{
    /// <summary>Waits for a slot, for the first time or for a retry.</summary>
    Pending,

    /// <summary>An attempt holds a live lease.</summary>
    Running,

    /// <summary>Stopped at a checkpoint; may go on.</summary>
    Paused,

    /// <summary>Trained to its end.</summary>
    Completed,

    /// <summary>Stopped early by the pruner.</summary>
    Pruned,

    /// <summary>Its last attempt failed and no retry is left.</summary>
    Failed,

    /// <summary>Stopped because the sweep ended.</summary>
    Canceled,
}

/// <summary>Questions about statuses.</summary>
public static class Statuses
{
    /// <summary>True when nothing will happen to the sweep any more.</summary>
    public static bool IsFinal(this SweepStatus status) =>
        status is SweepStatus.Completed or SweepStatus.Canceled or SweepStatus.Failed;

    /// <summary>True when nothing will happen to the trial any more.</summary>
    public static bool IsFinal(this TrialStatus status) =>
        status is TrialStatus.Completed or TrialStatus.Pruned or TrialStatus.Failed or TrialStatus.Canceled;
}

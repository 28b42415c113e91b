namespace SweepCluster.Contracts.Specs;

/// <summary>What happens when an attempt fails or hangs.</summary>
/// <param name="MaxRestarts">How often a trial is started again after failures of its own; at least 0. Default: 3.</param>
[GenerateSerializer, Alias("retries"), Immutable]
public sealed record RetriesSpec([property: Id(0)] int MaxRestarts = 3)
{
    /// <summary>The longest a trial may make no progress before it counts as hung; at least 1 second. Default: 2 minutes.</summary>
    [Id(1)]
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest one attempt may last; at least 1 second; null for no bound.</summary>
    [Id(2)]
    public TimeSpan? MaxTrialDuration { get; init; }
}

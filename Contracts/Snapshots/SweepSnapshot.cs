using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Snapshots;

/// <summary>How many trials of a sweep are where in their life.</summary>
/// <param name="Total">All trials suggested so far.</param>
/// <param name="Pending">Waiting for a slot.</param>
/// <param name="Running">Holding a lease.</param>
/// <param name="Paused">Stopped at a checkpoint.</param>
/// <param name="Completed">Trained to their end.</param>
/// <param name="Pruned">Stopped early.</param>
/// <param name="Failed">Failed for good.</param>
/// <param name="Canceled">Stopped because the sweep ended.</param>
[GenerateSerializer, Alias("trial-counts"), Immutable]
public sealed record TrialCounts(
    [property: Id(0)] int Total,
    [property: Id(1)] int Pending,
    [property: Id(2)] int Running,
    [property: Id(3)] int Paused,
    [property: Id(4)] int Completed,
    [property: Id(5)] int Pruned,
    [property: Id(6)] int Failed,
    [property: Id(7)] int Canceled);

/// <summary>A sweep at one instant, without its list of trials.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Spec">What was asked for.</param>
/// <param name="Sequence">The sequence number of the last event the snapshot knows of.</param>
/// <param name="Trials">How many trials are where.</param>
[GenerateSerializer, Alias("sweep-snapshot"), Immutable]
public sealed record SweepSnapshot(
    [property: Id(0)] string Id,
    [property: Id(1)] SweepStatus Status,
    [property: Id(2)] SweepSpec Spec,
    [property: Id(3)] long Sequence,
    [property: Id(4)] TrialCounts Trials)
{
    /// <summary>The best completed trial so far; null while no trial has completed with a finite value.</summary>
    [Id(5)]
    public TrialSnapshot? Incumbent { get; init; }

    /// <summary>Which rule ended the sweep; null while it is not over.</summary>
    [Id(6)]
    public string? Reason { get; init; }

    /// <summary>How long slots were busy with training and validation steps.</summary>
    [Id(7)]
    public double StepSeconds { get; init; }

    /// <summary>When the sweep was submitted, in UTC.</summary>
    [Id(8)]
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When the first attempt started, in UTC; null before.</summary>
    [Id(9)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it finished, in UTC; null before.</summary>
    [Id(10)]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>True when somebody canceled the sweep and running attempts are still being stopped.</summary>
    [Id(11)]
    public bool IsStopping { get; init; }

    /// <summary>All parameter sets that the constraints kept from becoming trials; null for none.</summary>
    [Id(12)]
    public RejectedCandidates? Rejected { get; init; }

    /// <summary>How many more attempts could start now if there were slots; 2,147,483,647 when nothing bounds them.</summary>
    [Id(13)]
    public int Room { get; init; }

    /// <summary>How many attempts were started, of all trials.</summary>
    [Id(14)]
    public int Attempts { get; init; }

    /// <summary>Why no slot of the cluster can serve it at the moment; null when one can or nobody has looked. Not part of the log.</summary>
    [Id(15)]
    public string? Warning { get; init; }

    /// <summary>The Pareto front; null with one objective, and while no trial has completed with finite values.</summary>
    [Id(16)]
    public FrontSnapshot? Front { get; init; }
}

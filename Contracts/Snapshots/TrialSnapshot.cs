using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Trials;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Snapshots;

/// <summary>A trial at one instant.</summary>
/// <param name="Number">Its number in the sweep, counted from 0.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Parameters">Its parameter set.</param>
/// <param name="Attempt">The number of its last attempt; 0 when none has started.</param>
[GenerateSerializer, Alias("trial-snapshot"), Immutable]
public sealed record TrialSnapshot(
    [property: Id(0)] int Number,
    [property: Id(1)] TrialStatus Status,
    [property: Id(2)] ParameterSet Parameters,
    [property: Id(3)] int Attempt) : ITrialFacts
{
    /// <summary>The last step reported; 0 when none was.</summary>
    [Id(4)]
    public int Step { get; init; }

    /// <summary>The metrics at the last step; null when none was reported.</summary>
    [Id(5)]
    public MetricSet? Metrics { get; init; }

    /// <summary>The step with the best value of the first objective; null while there is none.</summary>
    [Id(6)]
    public int? BestStep { get; init; }

    /// <summary>The metrics at <see cref="BestStep"/>.</summary>
    [Id(7)]
    public MetricSet? BestMetrics { get; init; }

    /// <summary>Where it runs; null when it does not run.</summary>
    [Id(8)]
    public SlotId? Slot { get; init; }

    /// <summary>The checkpoint it would go on from; null when there is none.</summary>
    [Id(9)]
    public CheckpointRef? Checkpoint { get; init; }

    /// <summary>The checkpoint written after <see cref="BestStep"/>; null when there is none.</summary>
    [Id(15)]
    public CheckpointRef? BestCheckpoint { get; init; }

    /// <summary>Why it was stopped or failed; null when nothing of the kind happened.</summary>
    [Id(10)]
    public string? Reason { get; init; }

    /// <summary>How long slots were busy with its training and validation steps.</summary>
    [Id(11)]
    public double StepSeconds { get; init; }

    /// <summary>Its place in the ranking, counted from 1; null when it has no finite value of the first objective.</summary>
    [Id(12)]
    public int? Rank { get; init; }

    /// <summary>How its parameter set was chosen.</summary>
    [Id(13)]
    public string Provenance { get; init; } = "";

    /// <summary>The values of the first objective by step, oldest first, for learning curves.</summary>
    [Id(14)]
    public ImmutableArray<double> Curve { get; init; } = [];

    /// <summary>What somebody wrote about it; null for nothing.</summary>
    [Id(16)]
    public string? Note { get; init; }

    /// <summary>True when somebody wants to find it again at a glance.</summary>
    [Id(17)]
    public bool IsPinned { get; init; }

    /// <inheritdoc/>
    MetricSet? ITrialFacts.Result => BestMetrics ?? Metrics;
}

using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Store;

/// <summary>A sweep's projection in the table <c>sweeps</c>, written in the same transaction as its events.</summary>
internal sealed class SweepRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required SweepStatus Status { get; init; }

    /// <summary>The sequence number of the last event the row knows of.</summary>
    public required long Sequence { get; init; }

    public required string SpecHash { get; init; }

    /// <summary>The whole snapshot as JSON, for readers that want more than the columns.</summary>
    public required string Snapshot { get; init; }

    public required int Priority { get; init; }

    public required double Weight { get; init; }

    public required int Trials { get; init; }

    public required int Running { get; init; }

    public required int Finished { get; init; }

    /// <summary>The best value of the first objective among completed trials.</summary>
    public required double? BestValue { get; init; }

    public required DateTime SubmittedAt { get; init; }
}

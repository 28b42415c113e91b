using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Store;

/// <summary>A trial's projection in the table <c>trials</c>; its key is sweep and number.</summary>
internal sealed class TrialRow
{
    public required string Sweep { get; init; }

    public required int Number { get; init; }

    public required TrialStatus Status { get; init; }

    /// <summary>The parameter set as JSON.</summary>
    public required string Parameters { get; init; }

    public required int Attempt { get; init; }

    public required int Step { get; init; }

    /// <summary>The best value of the first objective.</summary>
    public required double? BestValue { get; init; }

    public required string? Reason { get; init; }

    /// <summary>The snapshot as JSON, without its curve, which is in the table <c>reports</c>.</summary>
    public required string Snapshot { get; init; }
}

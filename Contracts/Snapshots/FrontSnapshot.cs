using System.Collections.Immutable;

namespace SweepCluster.Contracts.Snapshots;

/// <summary>What the completed trials of a sweep with several objectives have come to.</summary>
/// <param name="Trials">The numbers of the trials that no other dominates, rising.</param>
/// <param name="Knee">The one of them where improving one objective costs most of the others.</param>
/// <param name="Reference">By objective, the worst value that a completed trial had; the hypervolume reaches to there.</param>
/// <param name="Hypervolume">
/// The volume that the front dominates, in the product of the objectives' units; null where its computation would take too long, for many
/// trials and more than two objectives. Only to be compared where the reference is the same.
/// </param>
[GenerateSerializer, Alias("front-snapshot"), Immutable]
public sealed record FrontSnapshot(
    [property: Id(0)] ImmutableArray<int> Trials,
    [property: Id(1)] int Knee,
    [property: Id(2)] ImmutableArray<double> Reference,
    [property: Id(3)] double? Hypervolume);

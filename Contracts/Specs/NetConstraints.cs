namespace SweepCluster.Contracts.Specs;

/// <summary>What a network of the built-in trainer may cost. A parameter set whose network costs more or less never becomes a trial.</summary>
/// <param name="Parameters">Bounds on the numbers that training learns; null for none.</param>
/// <param name="Macs">Bounds on the multiply-accumulates of one image; null for none.</param>
[GenerateSerializer, Alias("net-constraints"), Immutable]
public sealed record NetConstraints([property: Id(0)] CostBounds? Parameters = null, [property: Id(1)] CostBounds? Macs = null);

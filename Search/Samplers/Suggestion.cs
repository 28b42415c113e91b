using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Samplers;

/// <summary>A chosen parameter set.</summary>
/// <param name="Parameters">The values, in the space's own form.</param>
/// <param name="Provenance">Which part of which sampler made the choice.</param>
internal sealed record Suggestion(ParameterSet Parameters, string Provenance);

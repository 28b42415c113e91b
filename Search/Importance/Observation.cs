using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Importance;

/// <summary>A completed trial.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Point">Its parameter set.</param>
/// <param name="Score">Its finite score.</param>
internal sealed record Observation(int Trial, ParameterSet Point, double Score);

using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Importance;

/// <summary>A trial with a result.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Point">Its parameter set.</param>
/// <param name="Score">Its finite score, or its rank; lower is better.</param>
internal sealed record Observation(int Trial, ParameterSet Point, double Score);

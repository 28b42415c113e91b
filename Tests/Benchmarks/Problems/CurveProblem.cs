using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>A problem whose trials report a value to minimise at every step, as training does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its space.</param>
/// <param name="MinResource">The first step at which trials can be compared.</param>
/// <param name="MaxResource">The last step, whose value counts.</param>
/// <param name="Curve">The value of a point at a step from 1 on; NaN where training diverged.</param>
internal sealed record CurveProblem(
    string Name,
    ImmutableArray<ParameterSpec> Parameters,
    int MinResource,
    int MaxResource,
    Func<ParameterSet, int, double> Curve);

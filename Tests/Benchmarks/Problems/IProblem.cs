using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Something to search: a space, and what trying a point of it gives.</summary>
internal interface IProblem
{
    string Name { get; }

    ImmutableArray<ParameterSpec> Parameters { get; }

    /// <summary>What is optimised; at least one.</summary>
    ImmutableArray<Objective> Objectives { get; }

    /// <summary>The best possible value of the only objective; null when it is not known or there are several.</summary>
    double? Optimum { get; }

    /// <summary>With several objectives the worst values that count for the hypervolume; otherwise empty.</summary>
    ImmutableArray<double> Reference { get; }

    /// <summary>How many trials a search gets.</summary>
    int Trials { get; }

    /// <summary>Tries a point. May be called by several threads at once.</summary>
    /// <param name="point">The point.</param>
    /// <param name="seed">The search's seed, for problems that have noise.</param>
    /// <returns>One value per objective, NaN and infinities included; null when the trial failed.</returns>
    ImmutableArray<double>? Evaluate(ParameterSet point, long seed);
}

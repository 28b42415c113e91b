using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>A problem that is a formula; every objective is minimised.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its space.</param>
/// <param name="Formula">The values of a point.</param>
internal sealed record FormulaProblem(
    string Name,
    ImmutableArray<ParameterSpec> Parameters,
    Func<ParameterSet, ImmutableArray<double>> Formula) : IProblem
{
    /// <summary>A problem of one objective.</summary>
    public FormulaProblem(string name, ImmutableArray<ParameterSpec> parameters, double optimum, Func<ParameterSet, double> formula)
        : this(name, parameters, point => [formula(point)])
    {
        Optimum = optimum;
    }

    public double? Optimum { get; init; }

    public ImmutableArray<double> Reference { get; init; } = [];

    public int Trials { get; init; } = 100;

    public ImmutableArray<Objective> Objectives => Reference.IsEmpty
        ? [new Objective("value", Direction.Minimize)]
        : [.. Reference.Select((_, i) => new Objective($"value{i}", Direction.Minimize))];

    public ImmutableArray<double>? Evaluate(ParameterSet point, long seed) => Formula(point);
}

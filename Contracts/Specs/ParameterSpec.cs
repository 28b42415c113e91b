using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Specs;

/// <summary>One parameter of the search space.</summary>
/// <param name="Name">The name the task knows it by.</param>
/// <param name="Distribution">Its possible values.</param>
/// <param name="When">The conditions that must all hold for the parameter to be active; empty for always.</param>
[GenerateSerializer, Alias("parameter"), Immutable]
public sealed record ParameterSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] Distribution Distribution,
    [property: Id(2)] ImmutableArray<Condition> When);

/// <summary>Holds when another parameter is active and has one of the given values.</summary>
/// <param name="Parameter">The other parameter's name.</param>
/// <param name="Values">The values that satisfy the condition; at least one.</param>
[GenerateSerializer, Alias("condition"), Immutable]
public sealed record Condition(
    [property: Id(0)] string Parameter,
    [property: Id(1)] ImmutableArray<ParameterValue> Values);

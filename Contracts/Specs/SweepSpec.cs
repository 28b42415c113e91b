using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Specs;

/// <summary>The immutable request that defines a sweep: what is trained, over which search space, for which objectives, under which limits.</summary>
/// <param name="Name">The sweep's name: lower-case letters, digits and dashes, at most 48 characters. Ids are made from it.</param>
/// <param name="Task">What a trial trains.</param>
/// <param name="Method">How parameter sets are chosen.</param>
/// <param name="Objectives">What is optimised; at least one.</param>
/// <param name="Parameters">The search space in the order of the sweep file; conditions refer to earlier or later parameters, never in a circle.</param>
[GenerateSerializer, Alias("sweep-spec"), Immutable]
public sealed record SweepSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] TaskSpec Task,
    [property: Id(2)] MethodSpec Method,
    [property: Id(3)] ImmutableArray<Objective> Objectives,
    [property: Id(4)] ImmutableArray<ParameterSpec> Parameters)
{
    /// <summary>A sentence for people; may be empty.</summary>
    [Id(5)]
    public string Description { get; init; } = "";

    /// <summary>The rule that ends unpromising trials early.</summary>
    [Id(6)]
    public EarlyTerminateSpec EarlyTerminate { get; init; } = new NoEarlyTermination();

    /// <summary>How many trials the sweep may start; null means as many as the other limits allow.</summary>
    [Id(7)]
    public int? RunCap { get; init; }

    /// <summary>The number all chance of the sweep comes from, from 0 to 2^53; null until submission, which draws one.</summary>
    [Id(8)]
    public long? Seed { get; init; }

    /// <summary>Bounds on the sweep as a whole.</summary>
    [Id(9)]
    public LimitsSpec Limits { get; init; } = new();

    /// <summary>Which slots the sweep may use, and its share of them.</summary>
    [Id(10)]
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>What happens when an attempt fails or hangs.</summary>
    [Id(11)]
    public RetriesSpec Retries { get; init; } = new();

    /// <summary>Parameter sets given by the user that are tried first, in this order; may be empty.</summary>
    [Id(12)]
    public ImmutableArray<ParameterSet> FirstPoints { get; init; } = [];

    /// <summary>What a network of the built-in trainer may cost; null for any cost.</summary>
    [Id(13)]
    public NetConstraints? Constraints { get; init; }

    /// <summary>
    /// Suggestion n rests on the results of trials up to n - Lag alone, so that it does not depend on when trials end; at least 1; null for
    /// all results there are.
    /// </summary>
    [Id(14)]
    public int? Lag { get; init; }
}

using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Specs;

/// <summary>The rule that ends unpromising trials early. A closed family, one record per pruner.</summary>
[GenerateSerializer, Alias("early-terminate"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NoEarlyTermination), "none")]
[JsonDerivedType(typeof(AshaTermination), "asha")]
[JsonDerivedType(typeof(MedianTermination), "median")]
public abstract record EarlyTerminateSpec;

/// <summary>Every trial runs to its end.</summary>
[GenerateSerializer, Alias("early-none"), Immutable]
public sealed record NoEarlyTermination : EarlyTerminateSpec;

/// <summary>Asynchronous successive halving, the stopping variant (Li et al. 2020).</summary>
/// <param name="MinResource">The step of the first rung; at least 1. <c>min_iter</c> in the sweep file. Default: 1.</param>
/// <param name="MaxResource">The most steps a trial gets; at least <paramref name="MinResource"/>. <c>max_iter</c> in the sweep file.</param>
/// <param name="ReductionFactor">One in this many trials survives a rung; at least 2. <c>eta</c> in the sweep file. Default: 3.</param>
[GenerateSerializer, Alias("early-asha"), Immutable]
public sealed record AshaTermination(
    [property: Id(0)] int MinResource,
    [property: Id(1)] int MaxResource,
    [property: Id(2)] int ReductionFactor = 3) : EarlyTerminateSpec;

/// <summary>Stops a trial whose best score so far is worse than the median of the completed trials at the same step (Golovin et al. 2017).</summary>
/// <param name="StartupTrials">Completed trials needed before any trial is judged. Default: 5.</param>
/// <param name="WarmupSteps">A trial is first judged at the step after this many. Default: 0.</param>
/// <param name="Interval">Steps between two judgements of a trial; at least 1. Default: 1.</param>
/// <param name="MinTrials">Completed trials with a report at the step needed for a judgement there; at least 1. Default: 3.</param>
[GenerateSerializer, Alias("early-median"), Immutable]
public sealed record MedianTermination(
    [property: Id(0)] int StartupTrials = 5,
    [property: Id(1)] int WarmupSteps = 0,
    [property: Id(2)] int Interval = 1,
    [property: Id(3)] int MinTrials = 3) : EarlyTerminateSpec;

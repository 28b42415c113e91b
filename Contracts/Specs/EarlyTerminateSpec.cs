using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Specs;

/// <summary>The rule that ends unpromising trials early. A closed family, one record per pruner.</summary>
[GenerateSerializer, Alias("early-terminate"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NoEarlyTermination), "none")]
[JsonDerivedType(typeof(AshaTermination), "asha")]
[JsonDerivedType(typeof(MedianTermination), "median")]
[JsonDerivedType(typeof(HyperbandTermination), "hyperband")]
[JsonDerivedType(typeof(PercentileTermination), "percentile")]
[JsonDerivedType(typeof(PatientTermination), "patient")]
[JsonDerivedType(typeof(ThresholdTermination), "threshold")]
[JsonDerivedType(typeof(WilcoxonTermination), "wilcoxon")]
public abstract record EarlyTerminateSpec
{
    /// <summary>The most steps that the rule lets a trial take; null when it sets no bound.</summary>
    [JsonIgnore]
    public virtual int? MostSteps => null;
}

/// <summary>Every trial runs to its end.</summary>
[GenerateSerializer, Alias("early-none"), Immutable]
public sealed record NoEarlyTermination : EarlyTerminateSpec;

/// <summary>What asynchronous successive halving does with a trial at a rung.</summary>
[GenerateSerializer]
public enum AshaVariant
{
    /// <summary>It goes on at once or ends, by how it compares with the trials that were there before.</summary>
    Stopping,

    /// <summary>It is paused, and goes on from its checkpoint when it is among the best of all that have come there since.</summary>
    Promotion,
}

/// <summary>Asynchronous successive halving (Li et al. 2020).</summary>
/// <param name="MinResource">The step of the first rung; at least 1. <c>min_iter</c> in the sweep file. Default: 1.</param>
/// <param name="MaxResource">The most steps a trial gets; at least <paramref name="MinResource"/>. <c>max_iter</c> in the sweep file.</param>
/// <param name="ReductionFactor">One in this many trials survives a rung; at least 2. <c>eta</c> in the sweep file. Default: 3.</param>
/// <param name="Variant">What happens at a rung; null for the stopping variant.</param>
[GenerateSerializer, Alias("early-asha"), Immutable]
public sealed record AshaTermination(
    [property: Id(0)] int MinResource,
    [property: Id(1)] int MaxResource,
    [property: Id(2)] int ReductionFactor = 3,
    [property: Id(3)] AshaVariant? Variant = null) : EarlyTerminateSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int? MostSteps => MaxResource;
}

/// <summary>
/// Hyperband (Li et al. 2018): trials are spread over brackets, each of which halves successively and asynchronously from a later first rung
/// than the one before.
/// </summary>
/// <param name="MinResource">The step of the first bracket's first rung; at least 1. <c>min_iter</c> in the sweep file. Default: 1.</param>
/// <param name="MaxResource">The most steps a trial gets; at least <paramref name="MinResource"/>. <c>max_iter</c> in the sweep file.</param>
/// <param name="ReductionFactor">One in this many trials survives a rung; at least 2. <c>eta</c> in the sweep file. Default: 3.</param>
[GenerateSerializer, Alias("early-hyperband"), Immutable]
public sealed record HyperbandTermination(
    [property: Id(0)] int MinResource,
    [property: Id(1)] int MaxResource,
    [property: Id(2)] int ReductionFactor = 3) : EarlyTerminateSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override int? MostSteps => MaxResource;
}

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

/// <summary>As <see cref="MedianTermination"/>, with any other share of the completed trials in place of a half.</summary>
/// <param name="Percentile">How many percent of the completed trials a trial must be as good as the worst of; from 0 to 100.</param>
/// <param name="StartupTrials">Completed trials needed before any trial is judged. Default: 5.</param>
/// <param name="WarmupSteps">A trial is first judged at the step after this many. Default: 0.</param>
/// <param name="Interval">Steps between two judgements of a trial; at least 1. Default: 1.</param>
/// <param name="MinTrials">Completed trials with a report at the step needed for a judgement there; at least 1. Default: 3.</param>
[GenerateSerializer, Alias("early-percentile"), Immutable]
public sealed record PercentileTermination(
    [property: Id(0)] double Percentile,
    [property: Id(1)] int StartupTrials = 5,
    [property: Id(2)] int WarmupSteps = 0,
    [property: Id(3)] int Interval = 1,
    [property: Id(4)] int MinTrials = 3) : EarlyTerminateSpec;

/// <summary>Stops a trial that has not improved for some reports. Looks at no other trial.</summary>
/// <param name="Patience">How many reports in a row, besides one, may be no better than the best before them; at least 0.</param>
/// <param name="MinDelta">How much worse than that best they must all be, in the metric's unit; at least 0. Default: 0.</param>
[GenerateSerializer, Alias("early-patient"), Immutable]
public sealed record PatientTermination([property: Id(0)] int Patience, [property: Id(1)] double MinDelta = 0) : EarlyTerminateSpec;

/// <summary>Stops a trial whose metric leaves a range or is not a number. Looks at no other trial.</summary>
/// <param name="Lower">The least value, in the metric's unit; null for no bound.</param>
/// <param name="Upper">The greatest value, in the metric's unit; null for no bound. One of both is given.</param>
/// <param name="WarmupSteps">A trial is first judged at the step after this many. Default: 0.</param>
/// <param name="Interval">Steps between two judgements of a trial; at least 1. Default: 1.</param>
[GenerateSerializer, Alias("early-threshold"), Immutable]
public sealed record ThresholdTermination(
    [property: Id(0)] double? Lower = null,
    [property: Id(1)] double? Upper = null,
    [property: Id(2)] int WarmupSteps = 0,
    [property: Id(3)] int Interval = 1) : EarlyTerminateSpec;

/// <summary>
/// Stops a trial that is worse than the best completed one by the signed-rank test of Wilcoxon 1945, step by step. For tasks whose steps are
/// different cases of one problem, such as folds or instances; not for learning curves.
/// </summary>
/// <param name="PThreshold">The trial ends when such a difference had less than this probability by chance; above 0, below 1. Default: 0.1.</param>
/// <param name="StartupSteps">Steps in common with the best trial needed for a judgement; at least 2. Default: 2.</param>
[GenerateSerializer, Alias("early-wilcoxon"), Immutable]
public sealed record WilcoxonTermination([property: Id(0)] double PThreshold = 0.1, [property: Id(1)] int StartupSteps = 2) : EarlyTerminateSpec;

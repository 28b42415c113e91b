using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Attempts;

/// <summary>A result that was found elsewhere, to be taken in as a completed trial.</summary>
/// <param name="Parameters">Its parameter set; parameters with one value only may be left out.</param>
/// <param name="Step">The step that the metrics belong to, counted from 1.</param>
/// <param name="Metrics">The metrics, those of all objectives among them.</param>
[GenerateSerializer, Alias("finished-trial"), Immutable]
public sealed record FinishedTrial(
    [property: Id(0)] ParameterSet Parameters,
    [property: Id(1)] int Step,
    [property: Id(2)] MetricSet Metrics);

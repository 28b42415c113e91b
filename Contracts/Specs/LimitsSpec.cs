namespace SweepCluster.Contracts.Specs;

/// <summary>Bounds on a sweep as a whole.</summary>
/// <param name="MaxConcurrentTrials">How many trials may run at once; at least 1; null for as many as there are slots.</param>
/// <param name="MaxDuration">How long the sweep may last from its first attempt; above zero; null for no bound.</param>
/// <param name="MaxRegret">
/// The sweep begins no more trials when its best is, as far as a model can tell, at most this much worse than the best possible; in the unit
/// of its only metric, above zero; null for no such rule.
/// </param>
[GenerateSerializer, Alias("limits"), Immutable]
public sealed record LimitsSpec(
    [property: Id(0)] int? MaxConcurrentTrials = null,
    [property: Id(1)] TimeSpan? MaxDuration = null,
    [property: Id(2)] double? MaxRegret = null);

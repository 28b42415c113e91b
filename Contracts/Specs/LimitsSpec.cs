namespace SweepCluster.Contracts.Specs;

/// <summary>Bounds on a sweep as a whole.</summary>
/// <param name="MaxConcurrentTrials">How many trials may run at once; at least 1; null for as many as there are slots.</param>
/// <param name="MaxDuration">How long the sweep may last from its first attempt; above zero; null for no bound.</param>
[GenerateSerializer, Alias("limits"), Immutable]
public sealed record LimitsSpec(
    [property: Id(0)] int? MaxConcurrentTrials = null,
    [property: Id(1)] TimeSpan? MaxDuration = null);

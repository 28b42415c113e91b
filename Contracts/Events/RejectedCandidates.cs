namespace SweepCluster.Contracts.Events;

/// <summary>Parameter sets that were drawn and never became trials, because the sweep's constraints forbid their networks.</summary>
/// <param name="Count">How many; at least 1.</param>
/// <param name="Latest">What forbids the last of them.</param>
[GenerateSerializer, Alias("rejected-candidates"), Immutable]
public sealed record RejectedCandidates([property: Id(0)] long Count, [property: Id(1)] string Latest);

using System.Collections.Immutable;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Contracts.Attempts;

/// <summary>What a running attempt is doing right now. For people to look at; nothing is decided by it.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Slot">Where it runs.</param>
/// <param name="Phase">One word, such as <c>training</c> or <c>validating</c>.</param>
/// <param name="Step">The step in progress, counted from 1.</param>
/// <param name="Fraction">How much of that step is done, from 0 to 1.</param>
/// <param name="Log">The last lines the trial process logged, oldest first.</param>
[GenerateSerializer, Alias("trial-progress"), Immutable]
public sealed record TrialProgress(
    [property: Id(0)] AttemptId Attempt,
    [property: Id(1)] SlotId Slot,
    [property: Id(2)] string Phase,
    [property: Id(3)] int Step,
    [property: Id(4)] double Fraction,
    [property: Id(5)] ImmutableArray<string> Log);

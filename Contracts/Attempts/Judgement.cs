using System.Collections.Immutable;

namespace SweepCluster.Contracts.Attempts;

/// <summary>What happens to one trial after a report.</summary>
[GenerateSerializer]
public enum Decision
{
    /// <summary>The trial goes on.</summary>
    Continue,

    /// <summary>The trial saves a checkpoint and frees its slot; it may be resumed.</summary>
    Pause,

    /// <summary>The trial ends; it is not worth more device time.</summary>
    Prune,
}

/// <summary>A decision about one trial after a report, with what it rests on.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">One sentence for people that names the rule and its numbers; null when the trial simply goes on.</param>
/// <param name="Rung">The rung at which the trial was compared, counted from 0; null when it was not compared at a rung.</param>
/// <param name="ComparedWith">The numbers of the trials it was compared with; empty when it was not compared.</param>
[GenerateSerializer, Alias("judgement"), Immutable]
public sealed record Judgement(
    [property: Id(0)] Decision Decision,
    [property: Id(1)] string? Reason = null,
    [property: Id(2)] int? Rung = null,
    [property: Id(3)] ImmutableArray<int>? ComparedWith = null)
{
    /// <summary>The trial goes on and was not compared with anything.</summary>
    public static Judgement Continue { get; } = new(Decision.Continue);
}

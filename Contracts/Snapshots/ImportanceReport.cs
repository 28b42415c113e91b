using System.Collections.Immutable;

namespace SweepCluster.Contracts.Snapshots;

/// <summary>How important a sweep's parameters are.</summary>
/// <param name="Method">How that was worked out.</param>
/// <param name="Trials">From how many trials.</param>
/// <param name="Parameters">The parameters that can differ between trials, the most important first.</param>
/// <param name="Pairs">What pairs of the most important parameters explain beyond each alone, greatest first; empty unless by fANOVA.</param>
[GenerateSerializer, Alias("importance"), Immutable]
public sealed record ImportanceReport(
    [property: Id(0)] ImportanceMethod Method,
    [property: Id(1)] int Trials,
    [property: Id(2)] ImmutableArray<ParameterImportance> Parameters,
    [property: Id(3)] ImmutableArray<PairImportance> Pairs)
{
    /// <summary>True when some trials were ended early, so that ranks were compared and not values.</summary>
    [Id(4)]
    public bool IsByRank { get; init; }
}

/// <summary>How important a parameter is.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">
/// From 0 to 1: by fANOVA its share of the variance, which with those of all combinations sums to 1; by PED-ANOVA its share of all divergences.
/// </param>
/// <param name="Spread">The standard deviation of the share over the trees of the forest; null unless by fANOVA.</param>
[GenerateSerializer, Alias("parameter-importance"), Immutable]
public sealed record ParameterImportance(
    [property: Id(0)] string Parameter, [property: Id(1)] double Share, [property: Id(2)] double? Spread);

/// <summary>What two parameters explain together and neither alone.</summary>
/// <param name="First">One parameter's name.</param>
/// <param name="Second">The other's.</param>
/// <param name="Share">Their share of the variance, from 0 to 1.</param>
[GenerateSerializer, Alias("pair-importance"), Immutable]
public sealed record PairImportance([property: Id(0)] string First, [property: Id(1)] string Second, [property: Id(2)] double Share);

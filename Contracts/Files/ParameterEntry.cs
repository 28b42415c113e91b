using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>A parameter as the file gives it, with the places that later checks need.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Its possible values; null when they were in error.</param>
/// <param name="When">Its conditions, not yet checked.</param>
internal sealed record ParameterEntry(Located<string> Name, Domain? Domain, ImmutableArray<ConditionEntry> When);

/// <summary>The possible values of a parameter.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Extent">All values of a finite list, or the ends of a range; empty for a range without ends.</param>
internal sealed record Domain(Distribution Distribution, ImmutableArray<Located<ParameterValue>> Extent);

/// <summary>One key of <c>when</c> with its values.</summary>
internal sealed record ConditionEntry(Located<string> Parameter, ImmutableArray<Located<ParameterValue>> Values);

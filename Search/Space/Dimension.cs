using System.Collections.Immutable;

namespace SweepCluster.Search.Space;

/// <summary>One parameter of a compiled space.</summary>
/// <param name="Position">Its place in the space, counted from 0 in the order of the sweep file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Its values.</param>
/// <param name="When">What must hold for it to be active; empty for always.</param>
internal sealed record Dimension(int Position, string Name, Domain Domain, ImmutableArray<DimensionCondition> When);

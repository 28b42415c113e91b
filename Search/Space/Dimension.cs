using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>One parameter of a compiled space.</summary>
/// <param name="Position">Its place in the space, counted from 0 in the order of the sweep file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Its values.</param>
/// <param name="When">What must hold for it to be active; empty for always.</param>
/// <param name="IsParent">True when another one's condition looks at it.</param>
internal sealed record Dimension(
    int Position, string Name, Domain Domain, ImmutableArray<DimensionCondition> When, bool IsParent)
{
    /// <summary>True when all of its conditions hold.</summary>
    /// <param name="chosen">The values chosen so far, by position; those of parents at least.</param>
    public bool IsActive(ReadOnlySpan<ParameterValue?> chosen)
    {
        foreach (var condition in When)
        {
            if (!condition.Holds(chosen))
            {
                return false;
            }
        }

        return true;
    }
}

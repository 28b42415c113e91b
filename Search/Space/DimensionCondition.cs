using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>Holds when the parameter at a position is active and has one of some values.</summary>
/// <param name="Parent">The other parameter's position.</param>
/// <param name="Values">The values that satisfy it.</param>
internal readonly record struct DimensionCondition(int Parent, ImmutableArray<ParameterValue> Values)
{
    /// <summary>True when the condition holds for the values chosen so far, by position.</summary>
    public bool Holds(ReadOnlySpan<ParameterValue?> chosen)
    {
        if (chosen[Parent] is not { } value)
        {
            return false;
        }

        foreach (var wanted in Values)
        {
            if (wanted.Matches(value))
            {
                return true;
            }
        }

        return false;
    }
}

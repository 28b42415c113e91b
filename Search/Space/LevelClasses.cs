using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>
/// Groups a parameter's levels by what conditions can tell apart: each level that some condition names is a class of its own, and all
/// others together are class 0.
/// </summary>
internal sealed class LevelClasses
{
    private readonly Domain _domain;
    private readonly ImmutableArray<long> _named;

    private LevelClasses(Domain domain, ImmutableArray<long> named)
    {
        _domain = domain;
        _named = named;
        Sizes = [domain.Levels!.Value - named.Length, .. Enumerable.Repeat(1L, named.Length)];
    }

    /// <summary>How many levels each class has; only class 0 can be empty.</summary>
    public ImmutableArray<long> Sizes { get; }

    /// <summary>The classes by position; null for a continuous parameter.</summary>
    public static LevelClasses?[] Of(SearchSpace space)
    {
        var conditions = space.Dimensions.SelectMany(dimension => dimension.When).ToLookup(condition => condition.Parent);
        return [.. space.Dimensions.Select(dimension => dimension.Domain.Levels is null
            ? null
            : new LevelClasses(dimension.Domain, Named(dimension.Domain, conditions[dimension.Position])))];
    }

    /// <summary>The class of a value of the domain.</summary>
    public int ClassOf(ParameterValue value) => _named.IndexOf(_domain.LevelOf(value)) + 1;

    /// <summary>A level of a class, counted from 0 within the class.</summary>
    public long LevelAt(int branch, long index)
    {
        if (branch > 0)
        {
            return _named[branch - 1];
        }

        foreach (var named in _named)
        {
            index += named <= index ? 1 : 0;
        }

        return index;
    }

    private static ImmutableArray<long> Named(Domain domain, IEnumerable<DimensionCondition> conditions) =>
    [
        .. conditions.SelectMany(condition => condition.Values)
            .Select(domain.Normalise)
            .OfType<ParameterValue>()
            .Select(domain.LevelOf)
            .Distinct()
            .Order(),
    ];
}

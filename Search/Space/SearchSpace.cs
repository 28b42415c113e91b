using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>
/// A sweep's parameters, compiled: domains by position, conditions resolved, and an order in which every parameter comes after those
/// its conditions look at, so one pass decides what is active.
/// </summary>
public sealed class SearchSpace
{
    private readonly Lazy<PointTree?> _points;

    private SearchSpace(ImmutableArray<Dimension> dimensions, ImmutableArray<Dimension> ordered)
    {
        Dimensions = dimensions;
        Ordered = ordered;
        _points = new Lazy<PointTree?>(() => PointTree.Build(this), LazyThreadSafetyMode.None);
    }

    /// <summary>How many distinct parameter sets there are, not counting inactive parameters; null when infinite or more than 2^62.</summary>
    public long? PointCount => _points.Value?.Count;

    /// <summary>The name of the first parameter whose values cannot be counted; null when there is none.</summary>
    public string? FirstContinuous => Dimensions.FirstOrDefault(dimension => dimension.Domain.Levels is null)?.Name;

    /// <summary>The parameters by position.</summary>
    internal ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>The parameters, each after those its conditions look at.</summary>
    internal ImmutableArray<Dimension> Ordered { get; }

    /// <summary>Compiles parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is named twice, has an impossible distribution, or conditions go in a circle.</exception>
    public static SearchSpace Compile(ImmutableArray<ParameterSpec> parameters)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (!positions.TryAdd(parameter.Name, positions.Count))
            {
                throw new ArgumentException($"The parameter '{parameter.Name}' was named twice; names must be distinct.");
            }
        }

        var domains = parameters.Select(CompileDomain).ToArray();
        var conditions = parameters.Select(parameter => CompileConditions(parameter, positions, domains)).ToArray();
        var parents = conditions.SelectMany(own => own).Select(condition => condition.Parent).ToHashSet();
        var dimensions = parameters
            .Select((parameter, position) => new Dimension(
                position, parameter.Name, domains[position], conditions[position], parents.Contains(position)))
            .ToImmutableArray();
        return new SearchSpace(dimensions, Order(dimensions));
    }

    /// <summary>Brings a parameter set given by a user into the space's own form: its order, its kinds of value, single values filled in.</summary>
    /// <exception cref="ArgumentException">The set is not a point of the space; the message says what is wrong.</exception>
    public ParameterSet Normalise(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var point = Choose(dimension => Normalise(dimension, set[dimension.Name]));
        foreach (var (name, _) in set.Values)
        {
            if (point[name] is null)
            {
                throw new ArgumentException($"The parameter '{name}' is not active in the point {set}; leave it out.");
            }
        }

        return point;
    }

    /// <summary>Makes a parameter set in one pass, asking for the value of each active parameter.</summary>
    internal ParameterSet Choose(Func<Dimension, ParameterValue> choose)
    {
        var chosen = new ParameterValue?[Dimensions.Length];
        foreach (var dimension in Ordered)
        {
            if (dimension.IsActive(chosen))
            {
                chosen[dimension.Position] = choose(dimension);
            }
        }

        return Collect(chosen);
    }

    /// <summary>One of the points of a finite space, counted from 0 to <see cref="PointCount"/> - 1.</summary>
    internal ParameterSet PointAt(long index)
    {
        var tree = _points.Value ?? throw new InvalidOperationException("An infinite space has no numbered points; check PointCount first.");
        return Collect(tree.Decode(index));
    }

    /// <summary>The coordinates of a point by position, each from 0 to 1; null where a parameter is inactive.</summary>
    internal double?[] Encode(ParameterSet point) =>
        [.. Dimensions.Select(dimension => point[dimension.Name] is { } value ? dimension.Domain.Encode(value) : (double?)null)];

    private static ParameterValue Normalise(Dimension dimension, ParameterValue? given)
    {
        if (given is null)
        {
            return dimension.Domain.IsSingle
                ? dimension.Domain.ValueAt(0)
                : throw new ArgumentException($"The point names no value for '{dimension.Name}'; give it {dimension.Domain.Allowed}.");
        }

        return dimension.Domain.Normalise(given.Value)
            ?? throw new ArgumentException($"The value of '{dimension.Name}' was {given}; it must be {dimension.Domain.Allowed}.");
    }

    private static Domain CompileDomain(ParameterSpec parameter)
    {
        try
        {
            return Domain.Compile(parameter.Distribution);
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"Parameter '{parameter.Name}': {problem.Message}", problem);
        }
    }

    private static ImmutableArray<DimensionCondition> CompileConditions(
        ParameterSpec parameter, Dictionary<string, int> positions, Domain[] domains)
    {
        var conditions = ImmutableArray.CreateBuilder<DimensionCondition>();
        foreach (var condition in parameter.When.IsDefaultOrEmpty ? [] : parameter.When)
        {
            if (!positions.TryGetValue(condition.Parameter, out var parent))
            {
                throw new ArgumentException(
                    $"Parameter '{parameter.Name}': its condition names '{condition.Parameter}', which is not a parameter of the sweep.");
            }

            conditions.Add(new DimensionCondition(
                parent, [.. condition.Values.Select(value => domains[parent].Normalise(value) ?? value)]));
        }

        return conditions.ToImmutable();
    }

    private static ImmutableArray<Dimension> Order(ImmutableArray<Dimension> dimensions)
    {
        var ordered = new List<Dimension>(dimensions.Length);
        var placed = new bool[dimensions.Length];
        while (ordered.Count < dimensions.Length)
        {
            // A conditional parameter goes as near to its parents as it can, which keeps the tree of points narrow.
            var next = dimensions
                .Where(candidate => !placed[candidate.Position] && candidate.When.All(condition => placed[condition.Parent]))
                .MinBy(candidate => candidate.When.IsEmpty)
                ?? throw new ArgumentException(
                    $"The conditions of '{dimensions.First(dimension => !placed[dimension.Position]).Name}' go in a circle; remove one of them.");
            placed[next.Position] = true;
            ordered.Add(next);
        }

        return [.. ordered];
    }

    private ParameterSet Collect(ParameterValue?[] chosen)
    {
        var values = ImmutableArray.CreateBuilder<NamedValue>(chosen.Length);
        foreach (var dimension in Dimensions)
        {
            if (chosen[dimension.Position] is { } value)
            {
                values.Add(new NamedValue(dimension.Name, value));
            }
        }

        return new ParameterSet(values.ToImmutable());
    }
}

using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Space;

/// <summary>
/// Numbers the points of a finite space as mixed-radix digits along its conditional tree, so that inactive parameters do not multiply.
/// Values of a parameter that no condition tells apart share a branch, and equal subtrees are stored once.
/// </summary>
internal sealed class PointTree
{
    private const long Greatest = 1L << 62;
    private readonly SearchSpace _space;
    private readonly LevelClasses?[] _classes;
    private readonly Dictionary<string, Node> _shared = [];
    private readonly Node _root;

    private PointTree(SearchSpace space)
    {
        _space = space;
        _classes = LevelClasses.Of(space);
        _root = Grow(0, new ParameterValue?[space.Dimensions.Length]);
    }

    /// <summary>How many points there are, from 1 to 2^62.</summary>
    public long Count => (long)_root.Count;

    /// <summary>Numbers the points; null when there are infinitely or more than 2^62 of them.</summary>
    public static PointTree? Build(SearchSpace space)
    {
        if (space.FirstContinuous is not null)
        {
            return null;
        }

        var tree = new PointTree(space);
        return tree._root.Count <= Greatest ? tree : null;
    }

    /// <summary>The values by position of one point; null where a parameter is inactive.</summary>
    public ParameterValue?[] Decode(long index)
    {
        var chosen = new ParameterValue?[_space.Dimensions.Length];
        var rest = (Int128)index;
        var node = _root;
        foreach (var dimension in _space.Ordered)
        {
            if (!node.IsActive)
            {
                node = node.Branches[0];
                continue;
            }

            var branch = 0;
            while (rest >= node.Sizes[branch] * node.Branches[branch].Count)
            {
                rest -= node.Sizes[branch] * node.Branches[branch].Count;
                branch++;
            }

            node = node.Branches[branch];
            var level = _classes[dimension.Position]!.LevelAt(branch, (long)(rest / node.Count));
            rest %= node.Count;
            chosen[dimension.Position] = dimension.Domain.ValueAt(level);
        }

        return chosen;
    }

    private Node Grow(int place, ParameterValue?[] chosen)
    {
        if (place == _space.Ordered.Length)
        {
            return Node.Leaf;
        }

        var key = Key(place, chosen);
        if (!_shared.TryGetValue(key, out var node))
        {
            node = Branch(place, chosen);
            _shared.Add(key, node);
        }

        return node;
    }

    private Node Branch(int place, ParameterValue?[] chosen)
    {
        var dimension = _space.Ordered[place];
        var isActive = dimension.When.All(condition => condition.Holds(chosen));
        if (!isActive)
        {
            return new Node(false, [1], [Grow(place + 1, chosen)]);
        }

        var classes = _classes[dimension.Position]!;
        var branches = new Node[classes.Sizes.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            chosen[dimension.Position] = classes.Sizes[i] == 0 ? null : dimension.Domain.ValueAt(classes.LevelAt(i, 0));
            branches[i] = Grow(place + 1, chosen);
        }

        chosen[dimension.Position] = null;
        return new Node(true, classes.Sizes, branches);
    }

    // What the rest of the space can still depend on: the values that later conditions look at.
    private string Key(int place, ParameterValue?[] chosen)
    {
        var parents = _space.Ordered.Skip(place)
            .SelectMany(dimension => dimension.When.Select(condition => condition.Parent))
            .Where(parent => chosen[parent] is not null)
            .Distinct()
            .Order()
            .Select(parent => string.Create(CultureInfo.InvariantCulture, $"{parent}={_classes[parent]!.ClassOf(chosen[parent]!.Value)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{place}:{string.Join(',', parents)}");
    }

    private sealed class Node(bool isActive, ImmutableArray<long> sizes, Node[] branches)
    {
        public static Node Leaf { get; } = new(false, [], []);

        public bool IsActive => isActive;

        public ImmutableArray<long> Sizes => sizes;

        public Node[] Branches => branches;

        public Int128 Count { get; } = CountPoints(sizes, branches);

        private static Int128 CountPoints(ImmutableArray<long> sizes, Node[] branches)
        {
            var count = branches.Length == 0 ? Int128.One : Int128.Zero;
            for (var i = 0; i < branches.Length; i++)
            {
                // Each factor is at most 2^62 + 1, so neither product nor sum overflows.
                count = Int128.Min(count + (sizes[i] * branches[i].Count), (Int128)Greatest + 1);
            }

            return count;
        }
    }
}

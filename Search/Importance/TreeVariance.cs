namespace SweepCluster.Search.Importance;

/// <summary>
/// The functional analysis of variance of a tree over its whole space (Hutter et al. 2014), exact: the thresholds cut each axis into cells,
/// and on each cell the mean over all other axes is a sum over the leaves that reach it.
/// </summary>
internal sealed class TreeVariance
{
    private readonly List<Leaf> _leaves = [];
    private readonly double[][] _sizes;

    /// <param name="axes">The space.</param>
    /// <param name="tree">The tree.</param>
    public TreeVariance(IReadOnlyList<Axis> axes, TreeNode tree)
    {
        var regions = Regions(axes, tree);
        var edges = axes.Select((axis, i) => Edges(axis, regions, i)).ToArray();
        _sizes = [.. axes.Select((axis, i) => axis.Categories is { } shares ? [.. shares] : Sizes(edges[i]))];
        foreach (var region in regions)
        {
            int[][] cells = [.. axes.Select((_, i) => CellsOf(region.Sides[i], edges[i]))];
            double[] widths = [.. cells.Select((own, i) => own.Sum(cell => _sizes[i][cell]))];
            _leaves.Add(new Leaf(region.Value, cells, widths, widths.Aggregate(1.0, (volume, width) => volume * width)));
        }

        Mean = _leaves.Sum(leaf => leaf.Volume * leaf.Value);
        Total = _leaves.Sum(leaf => leaf.Volume * (leaf.Value - Mean) * (leaf.Value - Mean));
        Single = [.. axes.Select((_, i) => VarianceOf(i))];
    }

    /// <summary>The mean over the space.</summary>
    public double Mean { get; }

    /// <summary>The variance over the space.</summary>
    public double Total { get; }

    /// <summary>The variance that each axis explains alone.</summary>
    public IReadOnlyList<double> Single { get; }

    /// <summary>The variance that two axes explain together and neither alone.</summary>
    public double Pair(int first, int second)
    {
        var means = new double[_sizes[first].Length, _sizes[second].Length];
        foreach (var leaf in _leaves)
        {
            var part = leaf.Value * leaf.Volume / (leaf.Widths[first] * leaf.Widths[second]);
            foreach (var row in leaf.Cells[first])
            {
                foreach (var column in leaf.Cells[second])
                {
                    means[row, column] += part;
                }
            }
        }

        var variance = 0.0;
        for (var row = 0; row < _sizes[first].Length; row++)
        {
            for (var column = 0; column < _sizes[second].Length; column++)
            {
                var offset = means[row, column] - Mean;
                variance += _sizes[first][row] * _sizes[second][column] * offset * offset;
            }
        }

        return Math.Max(0, variance - Single[first] - Single[second]);
    }

    private double VarianceOf(int axis)
    {
        var means = new double[_sizes[axis].Length];
        foreach (var leaf in _leaves)
        {
            foreach (var cell in leaf.Cells[axis])
            {
                means[cell] += leaf.Value * leaf.Volume / leaf.Widths[axis];
            }
        }

        return means.Zip(_sizes[axis], (mean, size) => size * (mean - Mean) * (mean - Mean)).Sum();
    }

    private static List<Region> Regions(IReadOnlyList<Axis> axes, TreeNode tree)
    {
        var regions = new List<Region>();
        Side[] all = [.. axes.Select(axis => new Side(axis.Low, axis.High, axis.Categories is { Count: var count } ? [.. Enumerable.Repeat(true, count)] : null))];
        Collect(tree, all, regions);
        return regions;
    }

    private static void Collect(TreeNode node, Side[] sides, List<Region> regions)
    {
        switch (node)
        {
            case TreeLeaf leaf when sides.All(side => side.High > side.Low && side.Categories?.Contains(true) != false):
                regions.Add(new Region(leaf.Value, sides));
                break;
            case NumberSplit split:
                var side = sides[split.Axis];
                Collect(split.Left, With(sides, split.Axis, side with { High = Math.Min(side.High, split.Threshold) }), regions);
                Collect(split.Right, With(sides, split.Axis, side with { Low = Math.Max(side.Low, split.Threshold) }), regions);
                break;
            case CategorySplit split:
                var categories = sides[split.Axis].Categories!;
                Side Half(bool isLeft) => sides[split.Axis] with { Categories = [.. categories.Zip(split.IsLeft, (has, left) => has && left == isLeft)] };
                Collect(split.Left, With(sides, split.Axis, Half(true)), regions);
                Collect(split.Right, With(sides, split.Axis, Half(false)), regions);
                break;
            default:
                break;
        }
    }

    private static Side[] With(Side[] sides, int axis, Side side) => [.. sides.Select((other, i) => i == axis ? side : other)];

    private static double[] Edges(Axis axis, List<Region> regions, int place) => axis.Categories is not null
        ? []
        : [.. regions.SelectMany(region => new[] { region.Sides[place].Low, region.Sides[place].High }).Distinct().Order()];

    private static double[] Sizes(double[] edges) => [.. edges.Skip(1).Zip(edges, (high, low) => (high - low) / (edges[^1] - edges[0]))];

    private static int[] CellsOf(Side side, double[] edges)
    {
        if (side.Categories is { } categories)
        {
            return [.. Enumerable.Range(0, categories.Length).Where(category => categories[category])];
        }

        var first = Array.BinarySearch(edges, side.Low);
        return [.. Enumerable.Range(first, Array.BinarySearch(edges, side.High) - first)];
    }

    /// <summary>What a leaf reaches along one axis.</summary>
    private sealed record Side(double Low, double High, bool[]? Categories);

    private sealed record Region(double Value, Side[] Sides);

    private sealed record Leaf(double Value, int[][] Cells, double[] Widths, double Volume);
}

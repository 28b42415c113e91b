using System.Collections.Immutable;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>
/// Importance by functional analysis of variance (Hutter et al. 2014): a forest of regression trees models the score, and each tree is
/// taken apart exactly. Parameters are on the scale that they are searched on, categories stay whole, and a parameter that is inactive in a
/// trial has a random value there, for it made no difference.
/// </summary>
internal static class Fanova
{
    private const int Trees = 64;

    /// <summary>A tree has about so many leaves at most; more say nothing, and cost much where pairs are looked at.</summary>
    private const int MostLeaves = 100;

    /// <summary>Pairs are looked at among so many of the most important parameters.</summary>
    private const int PairedParameters = 4;

    /// <summary>Works it out.</summary>
    public static ImportanceReport Report(ImmutableArray<Dimension> dimensions, IReadOnlyList<Observation> observations)
    {
        Axis[] axes = [.. dimensions.Select(dimension => Axis.Of(dimension.Domain))];
        double[][] points = [.. observations.Select(observation => Coordinates(dimensions, observation))];
        var trees = Enumerable.Range(0, Trees)
            .Select(tree => new TreeVariance(axes, Grow(tree, axes, points, [.. observations.Select(observation => observation.Score)])))
            .Where(tree => tree.Total > 0)
            .ToList();
        var shares = dimensions
            .Select((dimension, i) => (Axis: i, Shares: trees.Select(tree => tree.Single[i] / tree.Total).ToList()))
            .Select(one => (one.Axis, Mean: one.Shares.DefaultIfEmpty(0).Average(), Spread: Deviation(one.Shares)))
            .OrderByDescending(one => one.Mean)
            .ToList();
        return new ImportanceReport(
            ImportanceMethod.Fanova,
            observations.Count,
            [.. shares.Select(one => new ParameterImportance(dimensions[one.Axis].Name, one.Mean, one.Spread))],
            Pairs(dimensions, [.. shares.Take(PairedParameters).Select(one => one.Axis)], trees));
    }

    /// <summary>The mean share of the variance that each axis explains, over trees that vary at all.</summary>
    public static double[] Shares(IReadOnlyList<TreeVariance> trees, int axes) =>
        [.. Enumerable.Range(0, axes).Select(axis => trees.Where(tree => tree.Total > 0).Select(tree => tree.Single[axis] / tree.Total).DefaultIfEmpty(0).Average())];

    private static TreeNode Grow(int tree, Axis[] axes, double[][] points, double[] scores)
    {
        var random = TrialRandom.For(0, tree).Stream(DrawPurpose.General);
        int[] samples = [.. points.Select(_ => random.NextInt(points.Length))];
        return new TreeGrower(axes, points, scores, Math.Max(1, points.Length / MostLeaves)).Grow(samples);
    }

    private static double[] Coordinates(ImmutableArray<Dimension> dimensions, Observation observation) =>
    [
        .. dimensions.Select(dimension =>
        {
            var inactive = TrialRandom.For(0, observation.Trial).Stream(DrawPurpose.Prior, 0, dimension.Position);
            var value = observation.Point[dimension.Name] ?? dimension.Domain.Decode(inactive.NextDouble());
            return Axis.Coordinate(dimension.Domain, value);
        }),
    ];

    private static double Deviation(List<double> values)
    {
        var mean = values.DefaultIfEmpty(0).Average();
        return Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty(0).Average());
    }

    private static ImmutableArray<PairImportance> Pairs(ImmutableArray<Dimension> dimensions, int[] axes, List<TreeVariance> trees) =>
    [
        .. axes.SelectMany((first, i) => axes.Skip(i + 1).Select(second => new PairImportance(
                dimensions[first].Name,
                dimensions[second].Name,
                trees.Select(tree => tree.Pair(first, second) / tree.Total).DefaultIfEmpty(0).Average())))
            .OrderByDescending(pair => pair.Share),
    ];
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
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
        var shares = Enumerable.Range(0, axes.Length)
            .Select(axis => (Axis: axis, Share: ShareOf(axis, trees)))
            .OrderByDescending(one => one.Share.Mean)
            .ToList();
        return new ImportanceReport(
            ImportanceMethod.Fanova,
            observations.Count,
            [.. shares.Select(one => new ParameterImportance(dimensions[one.Axis].Name, one.Share.Mean, one.Share.Spread))],
            Pairs(dimensions, [.. shares.Take(PairedParameters).Select(one => one.Axis)], trees));
    }

    /// <summary>The share of the variance that an axis explains alone: its mean over trees, and its standard deviation.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="trees">Trees that vary; may be none.</param>
    public static (double Mean, double Spread) ShareOf(int axis, IReadOnlyList<TreeVariance> trees)
    {
        var shares = trees.Select(tree => tree.Single[axis] / tree.Total).DefaultIfEmpty(0).ToList();
        var mean = shares.Average();
        return (mean, Math.Sqrt(shares.Average(share => (share - mean) * (share - mean))));
    }

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

    private static ImmutableArray<PairImportance> Pairs(ImmutableArray<Dimension> dimensions, int[] axes, List<TreeVariance> trees) =>
    [
        .. axes.SelectMany((first, i) => axes.Skip(i + 1).Select(second => new PairImportance(
                dimensions[first].Name,
                dimensions[second].Name,
                trees.Select(tree => tree.Pair(first, second) / tree.Total).DefaultIfEmpty(0).Average())))
            .OrderByDescending(pair => pair.Share),
    ];
}

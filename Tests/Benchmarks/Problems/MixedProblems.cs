using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Problems with real, whole and unordered parameters together.</summary>
internal static class MixedProblems
{
    private static readonly double[] BestLogRates = [-2.0, -3.0, -3.3];
    private static readonly double[] OptimiserCosts = [0.03, 0.0, 0.01];
    private static readonly double[] ActivationCosts = [0.0, 0.02, 0.05, 0.01];

    public static IEnumerable<IProblem> All =>
    [
        new FormulaProblem("mixed-nn-8", Network, 0.000127029348, NetworkLoss),
        new FormulaProblem("counting-ones-8-8", Ones, -1, CountingOnes),
        new FormulaProblem("cat-interaction", [.. "abcd".Select(name => Axes.Choice($"{name}", 6)), Axes.Real("x", 0, 1)], 0, Interaction),
    ];

    /// <summary>What one tunes about a small network.</summary>
    public static ImmutableArray<ParameterSpec> Network { get; } =
    [
        Axes.Log("lr", 1e-5, 1),
        Axes.Log("wd", 1e-6, 1e-1),
        Axes.LogWhole("batch", 8, 512),
        Axes.Whole("width", 16, 512, 16),
        Axes.Whole("depth", 1, 12),
        Axes.Real("dropout", 0, 0.8, 0.05),
        Axes.Choice("opt", 3),
        Axes.Choice("act", 4),
    ];

    /// <summary>Eight flags and eight shares.</summary>
    public static ImmutableArray<ParameterSpec> Ones { get; } =
        [.. Enumerable.Range(0, 8).Select(i => Axes.Choice($"c{i}", 2)), .. Axes.Box(8, 0, 1)];

    /// <summary>
    /// A loss with the interactions of real networks: the best learning rate depends on optimiser and batch, the best decay on the width,
    /// the best depth and dropout on each other.
    /// </summary>
    public static double NetworkLoss(ParameterSet point)
    {
        var (rate, decay, batch) = (Math.Log10(point.Number("lr")), Math.Log10(point.Number("wd")), Math.Log2(point.Number("batch")));
        var (width, depth, dropout) = (point.Number("width"), point.Whole("depth"), point.Number("dropout"));
        var optimiser = point.Whole("opt");
        var bestRate = BestLogRates[optimiser] + (0.25 * (batch - 6) / 2);
        return (0.12 * Square(rate - bestRate))
            + (0.02 * Square(decay + 4 + (0.3 * Math.Log2(width / 64))))
            + (0.015 * Square(Math.Log2(width) - 7.2))
            + (0.015 * Square(depth - 5 - (width < 64 ? 1 : 0)))
            + (0.4 * Square(dropout - (0.1 * depth / 3)))
            + OptimiserCosts[optimiser] + ActivationCosts[point.Whole("act")]
            + (0.01 * Math.Sin((9 * rate) + (2 * depth))) + 0.01;
    }

    // Falkner et al. 2018, in expectation.
    private static double CountingOnes(ParameterSet point) => -point.Values.Sum(value => value.Value.Number) / point.Values.Length;

    // Each choice is right only beside a certain other one.
    private static double Interaction(ParameterSet point)
    {
        var (a, b, c, d) = (point.Whole("a"), point.Whole("b"), point.Whole("c"), point.Whole("d"));
        var wrong = (b != (a + 2) % 6 ? 1 : 0) + (c != (b + 3) % 6 ? 1 : 0) + (d != (a + c) % 6 ? 1 : 0);
        return (0.3 * wrong) + (0.02 * ((a + (2 * b) + (3 * c) + (5 * d)) % 7)) + Square(point.Number("x") - 0.37);
    }

    private static double Square(double x) => x * x;
}

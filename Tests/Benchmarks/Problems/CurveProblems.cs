using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Problems whose trials can be compared before they end.</summary>
internal static class CurveProblems
{
    private static readonly double[] GreatestLogRates = [-0.3, -1.3, -1.5];

    public static IReadOnlyList<CurveProblem> All { get; } =
    [
        new("mf-hartmann3", Axes.Box(3, 0, 1), 3, 100, (point, step) => Hartmann.Three.Value(point.Coordinates(3), step)),
        new("mf-hartmann6", Axes.Box(6, 0, 1), 3, 100, (point, step) => Hartmann.Six.Value(point.Coordinates(6), step)),
        new("mf-counting-ones-8-8", MixedProblems.Ones, 9, 729, CountingOnes),
        new("mf-curve-nn", MixedProblems.Network, 1, 81, NetworkCurve),
    ];

    // Falkner et al. 2018: a share is estimated from as many samples as there are steps.
    private static double CountingOnes(ParameterSet point, int step)
    {
        var ones = Enumerable.Range(0, 8).Sum(i => point.Number($"c{i}"));
        var shares = point.Coordinates(8).Select((share, i) =>
            (double)Enumerable.Range(0, step).Count(sample => HashNoise.Uniform(HashNoise.Chain(77, i, sample, HashNoise.Quantise(share))) < share) / step);
        return -(ones + shares.Sum()) / 16;
    }

    /// <summary>
    /// A curve that ends at the loss of the network. Small rates and deep networks begin slowly, so curves cross; wide ones without dropout
    /// get worse towards the end; a rate too great for the optimiser diverges after some steps.
    /// </summary>
    private static double NetworkCurve(ParameterSet point, int step)
    {
        var rate = Math.Log10(point.Number("lr"));
        var excess = rate - GreatestLogRates[point.Whole("opt")];
        if (excess > 0)
        {
            return step >= 3 + (int)(4 * (1 - Math.Min(1, excess))) ? double.NaN : 2.3 + (0.1 * step);
        }

        var (depth, width) = (point.Whole("depth"), point.Whole("width"));
        var end = MixedProblems.NetworkLoss(point);
        var delay = 2 + (12 / (1 + Math.Exp(2 * (rate + 3)))) + (0.8 * depth);
        var progress = Math.Exp(-Math.Pow(step / delay, 0.7));
        var overfit = 0.25 * Math.Max(0, 0.3 - point.Number("dropout")) * Math.Max(0, Math.Log2(width) - 7) * step * step / (81.0 * 81);
        var noise = 0.02 * Math.Exp(-step / 40.0) * HashNoise.Normal(5, step, HashNoise.Quantise(point.Number("lr")), depth, width);
        return end + ((2.3 - end) * progress) + overfit + noise;
    }
}

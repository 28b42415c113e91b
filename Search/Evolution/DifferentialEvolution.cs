using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Evolution;

/// <summary>The operators of differential evolution, rand/1/bin (Storn and Price 1997), in the unit cube.</summary>
internal static class DifferentialEvolution
{
    private const double Factor = 0.5;
    private const double Rate = 0.5;

    /// <summary>A child of a target and three others, which are drawn; with F = CR = 0.5, inside the cube.</summary>
    /// <param name="target">What the child competes with.</param>
    /// <param name="others">At least three; reordered.</param>
    /// <param name="stream">The random numbers.</param>
    public static double[] Child(double[] target, double[][] others, TrialRandom stream)
    {
        for (var i = 0; i < 3; i++)
        {
            var other = i + stream.NextInt(others.Length - i);
            (others[i], others[other]) = (others[other], others[i]);
        }

        var mutant = Mutate(others[0], others[1], others[2], Factor);
        double[] uniforms = [.. target.Select(_ => stream.NextDouble())];
        var certain = target.Length == 0 ? 0 : stream.NextInt(target.Length);
        return Repair(Cross(target, mutant, Rate, uniforms, certain), stream.NextDouble);
    }

    /// <summary>The mutant r1 + F·(r2 - r3), which may lie outside the cube.</summary>
    /// <param name="r1">The base.</param>
    /// <param name="r2">Where the difference points to.</param>
    /// <param name="r3">Where it comes from.</param>
    /// <param name="factor">The share of the difference (F).</param>
    public static double[] Mutate(double[] r1, double[] r2, double[] r3, double factor) =>
        [.. r1.Select((x, i) => x + (factor * (r2[i] - r3[i])))];

    /// <summary>The target with some coordinates of the mutant, one of them for sure.</summary>
    /// <param name="target">What the trial competes with.</param>
    /// <param name="mutant">The mutant.</param>
    /// <param name="rate">The probability that a coordinate is the mutant's (CR).</param>
    /// <param name="uniforms">A number from 0 to 1 for each coordinate.</param>
    /// <param name="certain">The coordinate that is the mutant's for sure.</param>
    public static double[] Cross(double[] target, double[] mutant, double rate, double[] uniforms, int certain) =>
        [.. target.Select((x, i) => uniforms[i] < rate || i == certain ? mutant[i] : x)];

    /// <summary>The point with every coordinate outside the cube drawn anew.</summary>
    /// <param name="point">The point.</param>
    /// <param name="draw">A number from 0 to 1.</param>
    public static double[] Repair(double[] point, Func<double> draw) => [.. point.Select(x => x is >= 0 and <= 1 ? x : draw())];
}

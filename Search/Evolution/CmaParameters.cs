namespace SweepCluster.Search.Evolution;

/// <summary>
/// The constants of CMA-ES by Hansen 2016, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772), table 1: what they are called
/// there stands in parentheses.
/// </summary>
internal sealed class CmaParameters
{
    /// <param name="dimension">How many coordinates there are, at least 1 (n).</param>
    /// <param name="population">How many trials make a generation, at least 2 (λ).</param>
    public CmaParameters(int dimension, int population)
    {
        (Dimension, Population, Parents) = (dimension, population, population / 2);
        double n = dimension;
        double[] raw = [.. Enumerable.Range(1, population).Select(rank => Math.Log((population + 1) / 2.0) - Math.Log(rank))];
        ParentMass = Mass(raw[..Parents]);
        RankOneRate = 2 / (((n + 1.3) * (n + 1.3)) + ParentMass);
        RankMuRate = Math.Min(
            1 - RankOneRate - 1e-8, 2 * (ParentMass - 2 + (1 / ParentMass)) / (((n + 2) * (n + 2)) + ParentMass));
        StepRate = (ParentMass + 2) / (n + ParentMass + 5);
        StepDamping = 1 + (2 * Math.Max(0, Math.Sqrt((ParentMass - 1) / (n + 1)) - 1)) + StepRate;
        PathRate = (4 + (ParentMass / n)) / (n + 4 + (2 * ParentMass / n));
        ExpectedLength = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
        Weights = Normalise(raw);
    }

    /// <summary>How many coordinates there are (n).</summary>
    public int Dimension { get; }

    /// <summary>How many trials make a generation (λ).</summary>
    public int Population { get; }

    /// <summary>How many of them move the mean (μ).</summary>
    public int Parents { get; }

    /// <summary>The variance effective selection mass of the parents (μ_eff).</summary>
    public double ParentMass { get; }

    /// <summary>The weights by rank, best first; those of the worse half are negative (w_i).</summary>
    public double[] Weights { get; }

    /// <summary>The learning rate of the path of the step size (c_σ).</summary>
    public double StepRate { get; }

    /// <summary>The damping of the step size (d_σ).</summary>
    public double StepDamping { get; }

    /// <summary>The learning rate of the path of the covariance (c_c).</summary>
    public double PathRate { get; }

    /// <summary>The learning rate of the rank-one update (c_1).</summary>
    public double RankOneRate { get; }

    /// <summary>The learning rate of the rank-μ update (c_μ).</summary>
    public double RankMuRate { get; }

    /// <summary>The expected length of a standard normal vector (χ_n).</summary>
    public double ExpectedLength { get; }

    /// <summary>The usual population: λ = 4 + ⌊3 ln n⌋.</summary>
    public static int UsualPopulation(int dimension) => 4 + (int)(3 * Math.Log(dimension));

    private static double Mass(double[] weights) => weights.Sum() * weights.Sum() / weights.Sum(weight => weight * weight);

    // The positive weights sum to 1; the negative ones to no more than keeps the covariance positive definite.
    private double[] Normalise(double[] raw)
    {
        var negativeMass = Mass(raw[Parents..]);
        var negativeSum = Math.Min(
            Math.Min(1 + (RankOneRate / RankMuRate), 1 + (2 * negativeMass / (ParentMass + 2))),
            (1 - RankOneRate - RankMuRate) / (Dimension * RankMuRate));
        var (positive, negative) = (raw.Where(weight => weight > 0).Sum(), -raw.Where(weight => weight < 0).Sum());
        return [.. raw.Select(weight => weight >= 0 ? weight / positive : weight * negativeSum / negative)];
    }
}

using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Surrogates;

/// <summary>
/// The improvement that a normally distributed value promises over the best one so far, greater being better, in logarithms that stay
/// finite where the improvement itself is 0 to a double (Ament et al. 2023, "Unexpected improvements to expected improvement").
/// </summary>
internal static class ExpectedImprovement
{
    private const double Far = -1e5;
    private static readonly double LogSqrtTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double SqrtHalfPi = Math.Sqrt(Math.PI / 2);
    private static readonly double InverseSqrt2 = 1 / Math.Sqrt(2);

    /// <summary>The logarithm of the expected improvement.</summary>
    /// <param name="mean">The value's mean.</param>
    /// <param name="variance">Its variance, above 0.</param>
    /// <param name="best">The best value so far.</param>
    public static double Log(double mean, double variance, double best)
    {
        var deviation = Math.Sqrt(variance);
        return LogStandard((mean - best) / deviation) + Math.Log(deviation);
    }

    /// <summary>The logarithm of the probability of any improvement.</summary>
    /// <param name="mean">The value's mean.</param>
    /// <param name="variance">Its variance, above 0.</param>
    /// <param name="best">The best value so far.</param>
    public static double LogProbability(double mean, double variance, double best) => Normal.LogCdf((mean - best) / Math.Sqrt(variance));

    // ln(φ(z) + zΦ(z)); below -1 by the scaled error function, and far below by its first asymptotic term, 1/z².
    private static double LogStandard(double z)
    {
        var logDensity = -(0.5 * z * z) - LogSqrtTwoPi;
        return z > -1 ? Math.Log(Math.Exp(logDensity) + (z * Normal.Cdf(z)))
            : z > Far ? logDensity + Math.Log(1 + (SqrtHalfPi * z * ErrorFunction.ScaledErfc(-z * InverseSqrt2)))
            : logDensity - (2 * Math.Log(-z));
    }
}

using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private static readonly double InverseSqrt2 = 1 / Math.Sqrt(2);
    private static readonly double SqrtTwoPi = Math.Sqrt(2 * Math.PI);
    private static readonly double LogHalf = Math.Log(0.5);

    /// <summary>The probability of a value up to <paramref name="x"/>.</summary>
    public static double Cdf(double x) => 0.5 * ErrorFunction.Erfc(-x * InverseSqrt2);

    /// <summary>The natural logarithm of <see cref="Cdf"/>, exact far into both tails.</summary>
    public static double LogCdf(double x)
    {
        if (x > -1)
        {
            return x > 0 ? LogOnePlus(-Cdf(-x)) : Math.Log(Cdf(x));
        }

        return Math.Log(0.5 * ErrorFunction.ScaledErfc(-x * InverseSqrt2)) - (0.5 * x * x);
    }

    /// <summary>The value up to which there is the given probability.</summary>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    public static double Quantile(double probability) =>
        probability <= 0.5 ? LowerQuantile(Math.Log(probability)) : -LowerQuantile(LogOnePlus(-probability));

    /// <summary>The value, at most 0, up to which there is the probability of the given logarithm.</summary>
    /// <param name="logProbability">At most ln 0.5.</param>
    public static double LowerQuantile(double logProbability)
    {
        var x = StartingPoint(Math.Min(logProbability, LogHalf));
        for (var i = 0; i < 3; i++)
        {
            // Newton's step on ln Φ, whose derivative is φ/Φ; the start is good to 5e-4, and each step squares that.
            var logCdf = LogCdf(x);
            x -= (logCdf - logProbability) * Math.Exp(logCdf + (0.5 * x * x)) * SqrtTwoPi;
        }

        return x;
    }

    /// <summary>A draw from the distribution.</summary>
    public static double Draw(TrialRandom random) => Quantile(Math.Max(random.NextDouble(), 1e-16));

    /// <summary>ln(1 + x) without loss for small x.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum.Equals(1) ? x : Math.Log(sum) * x / (sum - 1);
    }

    // Hastings' approximation, Abramowitz and Stegun 26.2.23.
    private static double StartingPoint(double logProbability)
    {
        var r = Math.Sqrt(-2 * logProbability);
        var numerator = 2.515517 + (r * (0.802853 + (r * 0.010328)));
        var denominator = 1 + (r * (1.432788 + (r * (0.189269 + (r * 0.001308)))));
        return (numerator / denominator) - r;
    }
}

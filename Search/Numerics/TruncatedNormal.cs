namespace SweepCluster.Search.Numerics;

/// <summary>The standard normal distribution between two bounds.</summary>
internal static class TruncatedNormal
{
    /// <summary>The logarithm of the probability that the untruncated distribution gives to the range.</summary>
    public static double LogMass(double low, double high)
    {
        if (low >= 0)
        {
            return LogMass(-high, -low);
        }

        if (high > 0)
        {
            return Normal.LogOnePlus(-Normal.Cdf(low) - Normal.Cdf(-high));
        }

        var upper = Normal.LogCdf(high);
        return upper + Math.Log(-ExpMinusOne(Normal.LogCdf(low) - upper));
    }

    /// <summary>The value below which there is the given share of the truncated distribution.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound, above <paramref name="low"/>.</param>
    public static double Quantile(double share, double low, double high)
    {
        var logMass = LogMass(low, high);
        var below = AddLogs(Normal.LogCdf(low), Math.Log(share) + logMass);
        var x = below <= Math.Log(0.5)
            ? Normal.LowerQuantile(below)
            : -Normal.LowerQuantile(AddLogs(Normal.LogCdf(-high), Normal.LogOnePlus(-share) + logMass));
        return Math.Clamp(x, low, high);
    }

    private static double AddLogs(double a, double b)
    {
        var (greater, lesser) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(lesser) ? greater : greater + Normal.LogOnePlus(Math.Exp(lesser - greater));
    }

    // e^x - 1 without loss for small x (Kahan).
    private static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        var difference = power - 1;
        return power.Equals(1) ? x : difference.Equals(-1) ? -1 : difference * x / Math.Log(power);
    }
}

namespace SweepCluster.Search.Surrogates;

/// <summary>
/// The Matérn kernel of smoothness 5/2 with a length for every coordinate (Snoek et al. 2012), as a function of the squared distance q.
/// Coordinates of categories differ by 0 or 1 (Hamming), others by the squared difference.
/// </summary>
internal static class Matern
{
    /// <summary>The kernel of variance 1.</summary>
    public static double At(double q)
    {
        var root = Math.Sqrt(5 * q);
        return Math.Exp(-root) * (1 + root + (5.0 / 3 * q));
    }

    /// <summary>Its derivative by the squared distance, which is finite everywhere.</summary>
    public static double SlopeAt(double q)
    {
        var root = Math.Sqrt(5 * q);
        return -5.0 / 6 * (1 + root) * Math.Exp(-root);
    }

    /// <summary>The squared difference in one coordinate.</summary>
    public static double Difference(double a, double b, bool isCategory) => !isCategory ? (a - b) * (a - b) : a.Equals(b) ? 0 : 1;
}

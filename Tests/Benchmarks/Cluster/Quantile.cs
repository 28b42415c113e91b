namespace SweepCluster.Benchmarks.Cluster;

/// <summary>Quantiles of measured values.</summary>
internal static class Quantile
{
    /// <summary>The smallest value that at least a share of the values do not exceed.</summary>
    public static double Of(IReadOnlyCollection<double> values, double share) =>
        values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1));
}

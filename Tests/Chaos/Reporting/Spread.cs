namespace SweepCluster.Chaos.Reporting;

/// <summary>How measured seconds are spread.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Median">The median; null of none.</param>
/// <param name="Percentile95">The 95th percentile, by nearest rank; null of none.</param>
/// <param name="Longest">The longest; null of none.</param>
internal sealed record Spread(int Count, double? Median, double? Percentile95, double? Longest)
{
    /// <summary>The spread of some seconds.</summary>
    public static Spread Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return sorted.Length == 0
            ? new Spread(0, null, null, null)
            : new Spread(sorted.Length, At(sorted, 0.5), At(sorted, 0.95), Math.Round(sorted[^1], 2));
    }

    private static double At(double[] sorted, double share) =>
        Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);

    /// <inheritdoc/>
    public override string ToString() => Count == 0
        ? "none measured"
        : FormattableString.Invariant($"median {Median:0.0} s, 95 % within {Percentile95:0.0} s, longest {Longest:0.0} s, of {Count}");
}

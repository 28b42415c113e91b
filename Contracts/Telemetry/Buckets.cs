using System.Diagnostics.Metrics;

namespace SweepCluster.Contracts.Telemetry;

/// <summary>The bounds of histograms. All take theirs from one ladder, so that charts of different ones can be laid over each other.</summary>
public static class Buckets
{
    private static readonly double[] Ladder =
    [
        1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600,
        1800, 3600, 7200, 21_600, 43_200,
    ];

    /// <summary>File lengths from 10 kB to 10 GB.</summary>
    public static InstrumentAdvice<long> Bytes { get; } = new()
    {
        HistogramBucketBoundaries = [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000, 300_000_000, 1_000_000_000, 10_000_000_000],
    };

    /// <summary>Those of the ladder from one bound to another, both included, in seconds.</summary>
    public static InstrumentAdvice<double> Seconds(double least, double most) =>
        new() { HistogramBucketBoundaries = [.. Ladder.Where(bound => bound >= least && bound <= most)] };
}

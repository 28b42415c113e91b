namespace SweepCluster.Contracts.Files;

/// <summary>The levels min, min + q, min + 2q, … of a stepped range.</summary>
internal static class Levels
{
    /// <summary>So much of a step may be missing at the end: in doubles, 0.1 to 0.7 is 5.999999999999999 steps of 0.1.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>So far from a level may a value be that somebody wrote down by hand.</summary>
    private const double ValueTolerance = 1e-8;

    /// <summary>How many whole steps fit between the ends.</summary>
    public static double Steps(double min, double max, double q) =>
        Reach(min, max, q) ? Math.Round((max - min) / q) : Math.Floor((max - min) / q);

    /// <summary>True when the last step ends at <paramref name="max"/>.</summary>
    public static bool Reach(double min, double max, double q)
    {
        var steps = (max - min) / q;
        return Math.Abs(steps - Math.Round(steps)) <= Tolerance * Math.Max(1, steps);
    }

    /// <summary>The level that a written value means; null when it is between levels or outside the range.</summary>
    public static double? Find(double value, double min, double max, double q)
    {
        var step = (value - min) / q;
        var nearest = Math.Round(step);
        return Math.Abs(step - nearest) <= ValueTolerance && nearest >= 0 && nearest <= Steps(min, max, q)
            ? min + (nearest * q)
            : null;
    }
}

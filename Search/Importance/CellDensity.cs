using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Importance;

/// <summary>
/// The probability of each cell by a Parzen estimator on the cells themselves, as PED-ANOVA has it: Gaussians of Scott's width (Scott 1992),
/// wide enough that most of one lies in its cell, and one as wide as all cells together.
/// </summary>
internal static class CellDensity
{
    /// <summary>Keeps every ratio of densities finite.</summary>
    private const double Least = 1e-12;

    /// <summary>Nine tenths of the narrowest kernel lie in its cell.</summary>
    private const double LeastWidth = 0.5 / 1.64;

    /// <summary>The probabilities.</summary>
    /// <param name="counts">How many observations are in each cell; at least one in all.</param>
    /// <param name="isCategorical">True when the cells have no order.</param>
    public static double[] Of(double[] counts, bool isCategorical)
    {
        var density = isCategorical ? OfCategories(counts) : OfNumbers(counts);
        return [.. density.Select(probability => probability + Least)];
    }

    // Each category that was seen has a kernel that gives a little to all others; the one kernel more gives all the same.
    private static double[] OfCategories(double[] counts)
    {
        var total = counts.Sum() + 1;
        var share = 1.0 / (counts.Count(count => count > 0) + 1);
        var sum = 1 + (share * counts.Length);
        return [.. counts.Select(count => ((((total - 1) * share) + count) / sum / total) + (1.0 / counts.Length / total))];
    }

    private static double[] OfNumbers(double[] counts)
    {
        var (total, width) = (counts.Sum() + 1, Width(counts));
        var density = new double[counts.Length];
        AddKernel(density, (counts.Length - 1) / 2.0, counts.Length, 1 / total);
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0)
            {
                AddKernel(density, cell, width, counts[cell] / total);
            }
        }

        return density;
    }

    private static void AddKernel(double[] density, double middle, double width, double weight)
    {
        double Below(double edge) => Normal.Cdf((edge - middle) / width);
        var inside = Below(density.Length - 0.5) - Below(-0.5);
        for (var cell = 0; cell < density.Length; cell++)
        {
            density[cell] += weight * (Below(cell + 0.5) - Below(cell - 0.5)) / inside;
        }
    }

    private static double Width(double[] counts)
    {
        var total = counts.Sum();
        var mean = counts.Select((count, cell) => count * cell).Sum() / total;
        var deviation = Math.Sqrt(counts.Select((count, cell) => count * (cell - mean) * (cell - mean)).Sum() / Math.Max(1, total - 1));
        int[] seen = [.. Enumerable.Range(0, counts.Length).Where(cell => counts[cell] > 0)];
        double[] ranks = [.. seen.Select(cell => counts.Take(cell + 1).Sum())];
        var lower = Array.FindIndex(ranks, rank => rank >= Math.Floor(total / 4));
        var upper = Array.FindIndex(ranks, rank => rank > Math.Floor(total * 3 / 4));
        var range = seen[upper < 0 ? seen.Length - 1 : upper] - seen[lower];
        return Math.Max(LeastWidth, 1.059 * Math.Min(range / 1.34, deviation) * Math.Pow(total, -0.2));
    }
}

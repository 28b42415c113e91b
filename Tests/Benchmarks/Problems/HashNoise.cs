namespace SweepCluster.Benchmarks.Problems;

/// <summary>Noise that is a function of whole numbers, the same in every language: chains of SplitMix64 (Steele et al. 2014).</summary>
internal static class HashNoise
{
    /// <summary>One step of SplitMix64.</summary>
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>A hash of several numbers in their order.</summary>
    public static ulong Chain(params IEnumerable<long> numbers) => numbers.Aggregate(0UL, (hash, number) => Mix(hash ^ (ulong)number));

    /// <summary>A number between 0 and 1, exclusive.</summary>
    public static double Uniform(ulong hash) => ((hash >> 11) + 0.5) * Math.ScaleB(1, -53);

    /// <summary>A standard normal number, by Box and Muller 1958.</summary>
    public static double Normal(params IEnumerable<long> numbers)
    {
        var hash = Chain(numbers);
        return Math.Sqrt(-2 * Math.Log(Uniform(hash))) * Math.Cos(2 * Math.PI * Uniform(Mix(hash)));
    }

    /// <summary>A coordinate as a whole number of billionths, so that it can be hashed.</summary>
    public static long Quantise(double x) => (long)Math.Floor((x * 1e9) + 0.5);
}

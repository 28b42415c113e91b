using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Quasirandom;

/// <summary>
/// The Halton sequence (Halton 1960): coordinate j is the index with its digits in the j-th prime base mirrored at the point. Every
/// digit position of every dimension has its digits permuted (Owen 2017, "A randomized Halton algorithm in R"), without which the
/// coordinates of large bases depend on each other.
/// </summary>
/// <param name="seed">The sweep's seed, from which the permutations come.</param>
internal sealed class HaltonSequence(long seed) : IPointSequence
{
    private const double Resolution = 1.0 / (1L << 53);

    private static readonly int[] Bases = [.. Primes().Take(SobolDirections.Dimensions)];

    private readonly Dictionary<(int Dimension, int Place), int[]> _permutations = [];

    /// <inheritdoc/>
    public double At(int index, int dimension)
    {
        var radix = Bases[dimension];
        var (sum, weight) = (0.0, 1.0 / radix);

        // The zeros behind the index's own digits are permuted as well, until they no longer count.
        for (var place = 0; weight > Resolution; place++, index /= radix, weight /= radix)
        {
            sum += PermutationOf(dimension, place)[index % radix] * weight;
        }

        return Math.Min(sum, Math.BitDecrement(1));
    }

    /// <summary>A coordinate of the sequence without scrambling: the radical inverse.</summary>
    /// <param name="index">The point, counted from 0.</param>
    /// <param name="dimension">The coordinate, counted from 0.</param>
    public static double Plain(int index, int dimension)
    {
        var radix = Bases[dimension];
        var sum = 0.0;
        for (var weight = 1.0 / radix; index > 0; index /= radix, weight /= radix)
        {
            sum += index % radix * weight;
        }

        return sum;
    }

    private int[] PermutationOf(int dimension, int place)
    {
        if (!_permutations.TryGetValue((dimension, place), out var digits))
        {
            digits = [.. Enumerable.Range(0, Bases[dimension])];
            Shuffle(digits, TrialRandom.For(seed, 0).Stream(DrawPurpose.Scramble, place, dimension));
            _permutations.Add((dimension, place), digits);
        }

        return digits;
    }

    private static void Shuffle(int[] digits, TrialRandom random)
    {
        for (var last = digits.Length - 1; last > 0; last--)
        {
            var other = random.NextInt(last + 1);
            (digits[last], digits[other]) = (digits[other], digits[last]);
        }
    }

    private static IEnumerable<int> Primes()
    {
        var found = new List<int>();
        for (var number = 2; ; number++)
        {
            if (found.TrueForAll(prime => number % prime != 0))
            {
                found.Add(number);
                yield return number;
            }
        }
    }
}

using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Data;

/// <summary>Shuffles in a way that no library version can change.</summary>
internal static class Permutation
{
    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in an order that only the seed decides (Fisher and Yates).</summary>
    public static long[] Of(int count, long seed)
    {
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle(order, seed);
        return order;
    }

    /// <summary>Shuffles in place.</summary>
    public static void Shuffle(Span<long> values, long seed)
    {
        var counter = (ulong)seed;
        for (var i = values.Length - 1; i > 0; i--)
        {
            counter += 0x9E3779B97F4A7C15;
            var j = (int)Math.BigMul(SeedMixer.Finalise(counter), (ulong)(i + 1), out _);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}

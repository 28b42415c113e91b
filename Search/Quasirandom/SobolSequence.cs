using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Quasirandom;

/// <summary>
/// The Sobol sequence in the order of Antonov and Saleev 1979 (Gray code), scrambled. Any 2^m points from a multiple of 2^m on are
/// spread evenly over every coordinate; point 0 is not left out, for that would break it (Owen 2020, "On dropping the first Sobol' point").
/// </summary>
/// <param name="seed">The sweep's seed, from which each dimension gets its own scrambling.</param>
internal sealed class SobolSequence(long seed) : IPointSequence
{
    private const double Unit = 1.0 / (1L << 32);

    /// <inheritdoc/>
    public double At(int index, int dimension)
    {
        var key = (uint)TrialRandom.For(seed, 0).Stream(DrawPurpose.Scramble, position: dimension).NextBits();
        return OwenScramble.Scramble(Plain((uint)index, dimension), key) * Unit;
    }

    /// <summary>A coordinate of the sequence without scrambling, as a fraction of 2^32.</summary>
    /// <param name="index">The point, counted from 0.</param>
    /// <param name="dimension">The coordinate, counted from 0.</param>
    public static uint Plain(uint index, int dimension)
    {
        var directions = SobolDirections.Of(dimension);
        var fraction = 0u;
        var bits = index ^ (index >> 1);
        for (var i = 0; bits != 0; i++, bits >>= 1)
        {
            fraction ^= (bits & 1) * directions[i];
        }

        return fraction;
    }
}

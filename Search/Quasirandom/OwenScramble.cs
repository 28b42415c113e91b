namespace SweepCluster.Search.Quasirandom;

/// <summary>
/// Nested uniform scrambling (Owen 1995) by a hash (Burley 2020, "Practical hash-based Owen scrambling", with the permutation of Laine
/// and Karras 2011): a bit is flipped or not depending on all higher bits, which keeps the net properties of a sequence.
/// </summary>
internal static class OwenScramble
{
    /// <summary>Scrambles the bits of a fraction of 2^32.</summary>
    /// <param name="fraction">The fraction.</param>
    /// <param name="seed">Which of the scramblings; another one for each dimension.</param>
    public static uint Scramble(uint fraction, uint seed) => Reverse(Permute(Reverse(fraction), seed));

    // Every step carries a change of one bit to higher bits only.
    private static uint Permute(uint bits, uint seed)
    {
        bits += seed;
        bits ^= bits * 0x6c50b47c;
        bits ^= bits * 0xb82f1e52;
        bits ^= bits * 0xc7afe638;
        bits ^= bits * 0x8d22f6e6;
        return bits;
    }

    private static uint Reverse(uint bits)
    {
        bits = ((bits >> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
        bits = ((bits >> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
        bits = ((bits >> 4) & 0x0f0f0f0f) | ((bits & 0x0f0f0f0f) << 4);
        bits = ((bits >> 8) & 0x00ff00ff) | ((bits & 0x00ff00ff) << 8);
        return (bits >> 16) | (bits << 16);
    }
}

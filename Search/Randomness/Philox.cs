namespace SweepCluster.Search.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): a block cipher that
/// turns a 128-bit counter and a 64-bit key into 128 random bits. Nothing is carried from one call to the next.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Encrypts one counter.</summary>
    public static PhiloxBlock Encrypt(PhiloxBlock counter, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            counter = Round(counter, key0, key1);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return counter;
    }

    private static PhiloxBlock Round(PhiloxBlock block, uint key0, uint key1)
    {
        var product0 = (ulong)Multiplier0 * block.Word0;
        var product1 = (ulong)Multiplier1 * block.Word2;
        return new PhiloxBlock(
            (uint)(product1 >> 32) ^ block.Word1 ^ key0,
            (uint)product1,
            (uint)(product0 >> 32) ^ block.Word3 ^ key1,
            (uint)product0);
    }
}

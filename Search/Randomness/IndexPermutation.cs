using System.Numerics;

namespace SweepCluster.Search.Randomness;

/// <summary>
/// A shuffled order of the numbers 0 … count - 1 that is never written down: a four-round Feistel network over the next even number of
/// bits, applied again while the result is out of range (Black and Rogaway 2002, cycle walking).
/// </summary>
internal sealed class IndexPermutation
{
    private const int Rounds = 4;
    private readonly long _count;
    private readonly int _halfBits;
    private readonly ulong _mask;
    private readonly ulong _key;

    /// <param name="count">How many numbers are shuffled, from 1 to 2^62.</param>
    /// <param name="key">Which of the orders.</param>
    public IndexPermutation(long count, ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = count;
        _key = key;
        var bits = Math.Max(2, 64 - BitOperations.LeadingZeroCount((ulong)(count - 1)));
        _halfBits = (bits + 1) / 2;
        _mask = (1UL << _halfBits) - 1;
    }

    /// <summary>The number at a place of the order.</summary>
    /// <param name="place">At least 0 and below the count.</param>
    public long this[long place]
    {
        get
        {
            var value = Scramble((ulong)place);
            while (value >= (ulong)_count)
            {
                value = Scramble(value);
            }

            return (long)value;
        }
    }

    private ulong Scramble(ulong value)
    {
        var (left, right) = (value >> _halfBits, value & _mask);
        for (var round = 0; round < Rounds; round++)
        {
            var counter = new PhiloxBlock((uint)right, (uint)(right >> 32), (uint)round, (uint)DrawPurpose.Order << 24);
            (left, right) = (right, left ^ (Philox.Encrypt(counter, (uint)_key, (uint)(_key >> 32)).Low & _mask));
        }

        return (left << _halfBits) | right;
    }
}

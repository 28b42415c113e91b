namespace SweepCluster.Search.Randomness;

/// <summary>
/// The random numbers of one trial. A number is addressed by sweep seed, trial number, purpose and its place among the draws of that
/// purpose, so it depends neither on other trials nor on timing.
/// </summary>
public sealed class TrialRandom
{
    private readonly ulong _seed;
    private readonly uint _trial;
    private readonly uint _purpose;
    private readonly uint _roundHigh;
    private uint _drawn;

    private TrialRandom(ulong seed, uint trial, uint purpose, uint roundHigh = 0)
    {
        _seed = seed;
        _trial = trial;
        _purpose = purpose;
        _roundHigh = roundHigh;
    }

    /// <summary>The seed of everything random in the trial's training, from 0 to 2^53 - 1; the same for all its attempts.</summary>
    public long TrainingSeed => (long)(Stream(DrawPurpose.Training).NextBits() >> 11);

    /// <summary>The numbers of one trial.</summary>
    /// <param name="seed">The sweep's seed, from 0 to 2^53.</param>
    /// <param name="trialNumber">The trial's number, counted from 0.</param>
    public static TrialRandom For(long seed, int trialNumber) =>
        new(unchecked((ulong)seed), unchecked((uint)trialNumber), Tag(DrawPurpose.General, 0, 0));

    /// <summary>A number at least 0 and below 1, a multiple of 2^-53.</summary>
    public double NextDouble() => ToDouble(NextBits());

    /// <summary>A whole number at least 0 and below <paramref name="bound"/>.</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextBits(), (ulong)bound, out _);
    }

    /// <summary>The trial's numbers for one purpose, from the first one on.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <param name="round">A repetition of the same purpose, at least 0.</param>
    /// <param name="position">The position of a parameter in the space, from 0 to 65,535.</param>
    internal TrialRandom Stream(DrawPurpose purpose, int round = 0, int position = 0) =>
        new(_seed, _trial, Tag(purpose, round, position), (uint)round >> 8);

    /// <summary>The number at a place among those of a <see cref="Stream"/>, counted from 0; nothing is allocated.</summary>
    internal double DoubleAt(DrawPurpose purpose, int round, int position, int index) =>
        ToDouble(BitsAt((uint)index, Tag(purpose, round, position), (uint)round >> 8));

    /// <summary>64 random bits.</summary>
    internal ulong NextBits() => BitsAt(_drawn++, _purpose, _roundHigh);

    private static double ToDouble(ulong bits) => (bits >> 11) * (1.0 / (1L << 53));

    private ulong BitsAt(uint index, uint purpose, uint roundHigh) =>
        Philox.Encrypt(new PhiloxBlock(index, roundHigh, _trial, purpose), (uint)_seed, (uint)(_seed >> 32)).Low;

    private static uint Tag(DrawPurpose purpose, int round, int position) =>
        ((uint)purpose << 24) | ((uint)(byte)round << 16) | (ushort)position;
}

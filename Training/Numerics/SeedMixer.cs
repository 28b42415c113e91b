namespace SweepCluster.Training.Numerics;

/// <summary>
/// Derives independent seeds from a trial's seed with the finaliser of SplitMix64 (Steele, Lea and Flood 2014). A pure function, so
/// what is random in an epoch is known from the trial's seed and the epoch's number alone, and a resume needs no generator state.
/// </summary>
internal static class SeedMixer
{
    /// <summary>The seed of one use of chance in a trial; never negative.</summary>
    public static long Mix(long seed, SeedPurpose purpose, int number = 0)
    {
        var mixed = Finalise((ulong)seed + 0x9E3779B97F4A7C15);
        mixed = Finalise(mixed + (ulong)purpose);
        return (long)(Finalise(mixed + (ulong)number) >> 1);
    }

    /// <summary>Turns a counter into 64 bits that look random.</summary>
    public static ulong Finalise(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

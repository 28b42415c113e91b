namespace SweepCluster.Search.Randomness;

/// <summary>128 bits in four words: what <see cref="Philox"/> takes as a counter and gives as random bits.</summary>
internal readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>The first two words as one number.</summary>
    public ulong Low => ((ulong)Word1 << 32) | Word0;

    /// <summary>The last two words as one number.</summary>
    public ulong High => ((ulong)Word3 << 32) | Word2;
}

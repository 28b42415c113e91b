namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>The shape of one image's features between two layers.</summary>
/// <param name="Channels">Channels, or the length of a flat vector.</param>
/// <param name="Height">Rows; 1 for a flat vector.</param>
/// <param name="Width">Columns; 1 for a flat vector.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers per image.</summary>
    public long Elements => (long)Channels * Height * Width;

    /// <summary>A vector of that length.</summary>
    public static FeatureShape Flat(int length) => new(length, 1, 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}

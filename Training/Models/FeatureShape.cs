namespace SweepCluster.Training.Models;

/// <summary>The shape of one image's features between two layers; a flat vector has height and width 1.</summary>
internal readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    public int Elements => Channels * Height * Width;

    public override string ToString() => $"{Channels}x{Height}x{Width}";
}

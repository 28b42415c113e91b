namespace SweepCluster.Training.Data;

/// <summary>How pixels are centred and scaled for a network.</summary>
/// <param name="Mean">The mean of each channel, of pixels from 0 to 1.</param>
/// <param name="Deviation">The standard deviation of each channel, of the same.</param>
internal sealed record PixelStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Of photographs in general (ImageNet's), for images whose own are not known.</summary>
    public static PixelStatistics Photographs { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
}

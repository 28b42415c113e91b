using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>Images and labels as they are stored: one byte a pixel. Kept for the whole process, outside every dispose scope.</summary>
/// <param name="Images">Bytes of shape (count, channels, height, width).</param>
/// <param name="Labels">The classes, 64-bit, of shape (count).</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Pixels">How a network wants them centred and scaled.</param>
internal sealed record ImageSet(Tensor Images, Tensor Labels, int Classes, PixelStatistics Pixels) : IDisposable
{
    public int Count => (int)Images.shape[0];

    public int Channels => (int)Images.shape[1];

    public int Side => (int)Images.shape[2];

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}

using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>Images and labels as they are stored: one byte a pixel. Kept for the whole process, outside every dispose scope.</summary>
/// <param name="Images">Bytes of shape (count, 1, height, width).</param>
/// <param name="Labels">The classes, 64-bit, of shape (count).</param>
internal sealed record ImageSet(Tensor Images, Tensor Labels) : IDisposable
{
    public int Count => (int)Images.shape[0];

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}

using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>Picks images out of a set and turns them into what a network eats: resized, scaled, centred.</summary>
internal sealed class BatchReader(ImageSet set, int side, Device device) : IDisposable
{
    /// <summary>What a black pixel becomes.</summary>
    public const double Black = -FashionMnist.PixelMean / FashionMnist.PixelDeviation;

    private readonly bool _resizes = set.Images.shape[2] != side;
    private readonly Scalar _scale = (1 / (255 * FashionMnist.PixelDeviation)).ToScalar();
    private readonly Scalar _shift = Black.ToScalar();

    /// <summary>Reads the images at the given positions. The tensors belong to the caller's dispose scope.</summary>
    public Batch Read(Tensor positions)
    {
        using var bytes = set.Images.index_select(0, positions);
        var images = bytes.to(ScalarType.Float32, device);
        if (_resizes)
        {
            images = nn.functional.interpolate(images, [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
        }

        return new Batch(
            images.mul_(_scale).add_(_shift, CachedScalars.One), set.Labels.index_select(0, positions).to(device));
    }

    public void Dispose()
    {
        _scale.Dispose();
        _shift.Dispose();
    }
}

using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>Picks images out of a set and turns them into what a network eats: scaled and centred, channel by channel.</summary>
internal sealed class BatchReader : IDisposable
{
    private readonly ImageSet _set;
    private readonly Device _device;
    private readonly Scalar? _scale;
    private readonly Scalar? _shift;
    private readonly Tensor? _scales;
    private readonly Tensor? _shifts;

    public BatchReader(ImageSet set, Device device)
    {
        (_set, _device) = (set, device);
        var (mean, deviation) = set.Pixels;
        var scales = deviation.Select(value => 1 / (255 * value)).ToArray();
        var shifts = mean.Zip(deviation, (middle, value) => -middle / value).ToArray();
        if (set.Channels == 1) // numbers instead of tensors of one element: the same result, faster
        {
            (_scale, _shift) = (scales[0].ToScalar(), shifts[0].ToScalar());
        }
        else
        {
            (_scales, _shifts) = (PerChannel(scales), PerChannel(shifts));
        }
    }

    /// <summary>Reads the images at the given positions. The tensors belong to the caller's dispose scope.</summary>
    public Batch Read(Tensor positions)
    {
        using var bytes = _set.Images.index_select(0, positions);
        var images = bytes.to(ScalarType.Float32, _device);
        images = _scale is null
            ? images.mul_(_scales!).add_(_shifts!, CachedScalars.One)
            : images.mul_(_scale).add_(_shift!, CachedScalars.One);
        return new Batch(images, _set.Labels.index_select(0, positions).to(_device));
    }

    public void Dispose()
    {
        _scale?.Dispose();
        _shift?.Dispose();
        _scales?.Dispose();
        _shifts?.Dispose();
    }

    private Tensor PerChannel(double[] values)
    {
        using var scope = NewDisposeScope();
        return tensor(values, [1, values.Length, 1, 1], ScalarType.Float32, _device).DetachFromDisposeScope();
    }
}

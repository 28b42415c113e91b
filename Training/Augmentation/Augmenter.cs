using SweepCluster.Training.Data;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Augmentation;

/// <summary>
/// Changes whole batches at once, on their device. What is random in an epoch is known from the trial's seed and the epoch alone, so a
/// resume at an epoch's beginning needs no state.
/// </summary>
/// <param name="settings">What is done.</param>
/// <param name="seed">The trial's seed.</param>
/// <param name="pixels">How pixels were centred and scaled, which says what black is.</param>
/// <param name="device">Where the images are.</param>
internal sealed class Augmenter(AugmentationSettings settings, long seed, PixelStatistics pixels, Device device)
{
    private readonly Tensor _black = tensor(
        [.. pixels.Mean.Zip(pixels.Deviation, (mean, deviation) => (float)(-mean / deviation))], [1, pixels.Mean.Count, 1, 1], device: device);

    private RandomStream _random = new(seed);

    /// <summary>Begins an epoch.</summary>
    public void Begin(int epoch) => _random = new RandomStream(SeedMixer.Mix(seed, SeedPurpose.Augmentation, epoch));

    /// <summary>Changes a batch; its tensors belong to the caller's dispose scope.</summary>
    public MixedBatch Apply(Batch batch)
    {
        var images = batch.Images;
        images = settings.CropPadding > 0 ? Crop(images) : images;
        images = settings.Flips ? Flip(images) : images;
        images = settings.Cutout > 0 ? CutOut(images) : images;
        return settings.MixupAlpha > 0 ? Mix(images, batch.Labels) : new MixedBatch(images, batch.Labels);
    }

    /// <summary>Takes a random window out of each image with a black frame around it.</summary>
    private Tensor Crop(Tensor images)
    {
        var (count, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        long padding = settings.CropPadding;
        var framed = _black.expand(count, channels, height + (2 * padding), width + (2 * padding)).clone();
        framed.narrow(2, padding, height).narrow(3, padding, width).copy_(images);
        var rows = Windows(count, height, padding).view(count, 1, height, 1).expand(count, channels, height, width + (2 * padding));
        var columns = Windows(count, width, padding).view(count, 1, 1, width).expand(count, channels, height, width);
        return framed.gather(2, rows).gather(3, columns);
    }

    /// <summary>For each image the positions of a window of the given length at a random offset.</summary>
    private Tensor Windows(long count, long length, long padding)
    {
        var offsets = Draw(count, () => _random.Below((2 * padding) + 1)).view(count, 1);
        return offsets + arange(length, device: device).view(1, length);
    }

    private Tensor Flip(Tensor images)
    {
        var isFlipped = Draw(images.shape[0], () => _random.Below(2)).view(-1, 1, 1, 1).to(ScalarType.Bool);
        return where(isFlipped, images.flip(3), images);
    }

    /// <summary>Blanks a square around a random pixel of each image with the mean grey; it may reach beyond the edge.</summary>
    private Tensor CutOut(Tensor images)
    {
        using var nothing = 0.0.ToScalar();
        var rows = Stripe(images.shape[0], images.shape[2]).view(images.shape[0], 1, images.shape[2], 1);
        var columns = Stripe(images.shape[0], images.shape[3]).view(images.shape[0], 1, 1, images.shape[3]);
        return images.masked_fill(rows & columns, nothing);
    }

    /// <summary>For each image the positions within half a square of a random one.</summary>
    private Tensor Stripe(long count, long length)
    {
        var first = Draw(count, () => _random.Below(length) - (settings.Cutout / 2)).view(count, 1);
        var positions = arange(length, device: device).view(1, length);
        var size = tensor((long)settings.Cutout, device: device);
        return positions.ge(first) & positions.lt(first + size);
    }

    /// <summary>Adds to each image a share of another one of the batch.</summary>
    private MixedBatch Mix(Tensor images, Tensor labels)
    {
        var drawn = _random.Beta(settings.MixupAlpha);
        var share = Math.Max(drawn, 1 - drawn); // the distribution is symmetric: the first image of a pair may as well weigh more
        var order = Permutation.Of((int)images.shape[0], (long)(_random.Unit() * long.MaxValue));
        var partner = tensor(order, device: device);
        using var kept = share.ToScalar();
        using var taken = (1 - share).ToScalar();
        var mixed = images.mul(kept).add_(images.index_select(0, partner), taken);
        return new MixedBatch(mixed, labels, labels.index_select(0, partner), share);
    }

    private Tensor Draw(long count, Func<long> next)
    {
        var values = new long[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = next();
        }

        return tensor(values, device: device);
    }
}

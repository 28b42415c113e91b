using SweepCluster.Training.Augmentation;
using SweepCluster.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Augmentation;

public sealed class AugmenterTests : IDisposable
{
    private const float Black = -0.8f;

    private readonly DisposeScopeHolder _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Apply_Nothing_PassesTheBatchOn()
    {
        var batch = Images();

        Assert.Same(batch.Images, Augment(new(0, Flips: false, 0, 0), batch).Images);
    }

    [Fact]
    public void Apply_Crop_ShiftsEachImageAndFillsUpWithBlack()
    {
        var batch = Images();

        var cropped = Augment(new(2, Flips: false, 0, 0), batch).Images;

        Assert.Equal(batch.Images.shape, cropped.shape);
        var shifts = Enumerable.Range(0, 32).Select(i => ShiftOf(batch.Images[i, 0], cropped[i, 0])).ToArray();
        Assert.DoesNotContain(null, shifts);
        Assert.True(shifts.Distinct().Count() > 8);
    }

    [Fact]
    public void Apply_Flip_MirrorsSomeImagesAndLeavesTheOthers()
    {
        var batch = Images();

        var flipped = Augment(new(0, Flips: true, 0, 0), batch).Images;

        var same = Enumerable.Range(0, 32).Count(i => flipped[i].Equals(batch.Images[i]));
        var mirrored = Enumerable.Range(0, 32).Count(i => flipped[i].Equals(batch.Images[i].flip(2)));
        Assert.Equal(32, same + mirrored);
        Assert.InRange(same, 6, 26);
    }

    [Fact]
    public void Apply_Cutout_BlanksOneSquareOfEachImage()
    {
        var batch = Images();

        var cut = Augment(new(0, Flips: false, 3, 0), batch).Images;

        for (var i = 0; i < 32; i++)
        {
            var isBlank = cut[i, 0].eq(0);
            var (rows, columns) = (isBlank.any(1).sum().item<long>(), isBlank.any(0).sum().item<long>());
            Assert.InRange(rows, 2, 3); // at an edge a part of the square lies outside
            Assert.InRange(columns, 2, 3);
            Assert.Equal(rows * columns, isBlank.sum().item<long>());
            Assert.True(cut[i, 0].masked_select(isBlank.logical_not()).Equals(batch.Images[i, 0].masked_select(isBlank.logical_not())));
        }
    }

    [Fact]
    public void Apply_Mixup_AddsAPartnerWithTheRestOfTheShare()
    {
        var batch = Images();

        var mixed = Augment(new(0, Flips: false, 0, 1), batch);

        Assert.InRange(mixed.Share, 0.5, 1);
        Assert.True(batch.Labels.Equals(mixed.Labels));
        for (var i = 0; i < 32; i++)
        {
            var partner = mixed.OtherLabels![i].item<long>(); // labels are the images' own numbers
            var expected = (mixed.Share * batch.Images[i]) + ((1 - mixed.Share) * batch.Images[partner]);
            Assert.InRange((expected - mixed.Images[i]).abs().max().item<float>(), 0, 1e-3f);
        }
    }

    [Fact]
    public void Apply_SameEpoch_DoesTheSameAndAnotherEpochAnother()
    {
        var settings = new AugmentationSettings(2, Flips: true, 3, 0.4);

        Assert.True(Augment(settings, Images(), epoch: 3).Images.Equals(Augment(settings, Images(), epoch: 3).Images));
        Assert.False(Augment(settings, Images(), epoch: 3).Images.Equals(Augment(settings, Images(), epoch: 4).Images));
    }

    private static MixedBatch Augment(AugmentationSettings settings, Batch batch, int epoch = 1)
    {
        var augmenter = new Augmenter(settings, seed: 11, new PixelStatistics([0.4], [0.5]), CPU);
        augmenter.Begin(epoch);
        return augmenter.Apply(batch);
    }

    private static Batch Images() => new(arange(1, (32 * 64) + 1, ScalarType.Float32).view(32, 1, 8, 8), arange(32, ScalarType.Int64));

    /// <summary>By how many rows and columns an image was moved; null when it was not only moved.</summary>
    private static (int Rows, int Columns)? ShiftOf(Tensor image, Tensor moved)
    {
        var framed = nn.functional.pad(image, [2, 2, 2, 2], PaddingModes.Constant, Black);
        for (var rows = 0; rows <= 4; rows++)
        {
            for (var columns = 0; columns <= 4; columns++)
            {
                if (framed.narrow(0, rows, 8).narrow(1, columns, 8).Equals(moved))
                {
                    return (rows, columns);
                }
            }
        }

        return null;
    }
}

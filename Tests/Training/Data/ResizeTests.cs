using SweepCluster.Training.Data;
using TorchSharp;

namespace SweepCluster.Training.Tests.Data;

public sealed class ResizeTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData(96)]
    [InlineData(224)]
    public void Resize_FashionMnist_MatchesPyTorchToHalfAByte(int side)
    {
        var oracle = Oracle.Load("fashion_mnist.json").GetProperty($"resize_bilinear_{side}");

        byte[][] images = [Resized(0, side), Resized(1, side)];

        foreach (var (image, sum) in images.Zip(Oracle.Doubles(oracle.GetProperty("sum"))))
        {
            Assert.Equal(sum, image.Sum(pixel => pixel / 255.0), tolerance: 0.5 / 255 * side * side / 10);
        }

        var centre = Oracle.Doubles(oracle.GetProperty("centre"));
        var row = images[0].AsSpan(side / 2 * side, side).ToArray();
        Assert.Contains(
            Enumerable.Range(0, side - centre.Length),
            first => centre.Select((value, i) => Math.Abs(value - (row[first + i] / 255.0))).Max() <= 0.501 / 255);
    }

    [Theory]
    [InlineData(96)]
    [InlineData(17)]
    public void Resize_AnySize_IsPyTorchsInterpolationRounded(int side)
    {
        var image = SharedData.Training.Images.narrow(0, 5, 1);
        var expected = torch.nn.functional.interpolate(
            image.to(torch.ScalarType.Float64), [side, side], mode: torch.InterpolationMode.Bilinear, align_corners: false);

        var difference = expected.data<double>().Zip(Resized(5, side), (exact, rounded) => Math.Abs(exact - rounded)).Max();

        Assert.True(difference <= 0.5 + 1e-9, $"{difference}");
    }

    [Fact]
    public void Resize_SameSize_ChangesNothing() =>
        Assert.Equal(SharedData.Training.Images[5].contiguous().data<byte>().ToArray(), Resized(5, 28));

    [Fact]
    public void Open_AnotherSize_IsResizedOnceAndCachedBesideTheOwnSize()
    {
        using var first = ImageLibrary.Open(Datasets.Synthetic, DataPart.Test, side: 24, _directory.Path);
        var cache = Path.Combine(_directory.Path, "synthetic", "test-24.images");
        var written = File.GetLastWriteTimeUtc(cache);

        using var second = ImageLibrary.Open(Datasets.Synthetic, DataPart.Test, side: 24, _directory.Path);

        Assert.Equal([1000L, 3, 24, 24], second.Images.shape);
        Assert.True(first.Images.Equals(second.Images));
        Assert.Equal(written, File.GetLastWriteTimeUtc(cache));
    }

    private static byte[] Resized(int index, int side)
    {
        var resized = new byte[side * side];
        new BilinearResizer(channels: 1, height: 28, width: 28, side)
            .Resize(SharedData.Training.Images[index].contiguous().data<byte>().ToArray(), resized);
        return resized;
    }
}

using SweepCluster.Training.Data;
using TorchSharp;

namespace SweepCluster.Training.Tests.Data;

public sealed class FashionMnistTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    private string CachePath => Path.Combine(_directory.Path, Datasets.FashionMnist.Name, "test.images");

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void LoadTraining_RealFiles_HasTheKnownPixelsAndLabels()
    {
        var oracle = Oracle.Load("fashion_mnist.json").GetProperty("train");

        var set = SharedData.Training;

        Assert.Equal(oracle.GetProperty("pixel_sum").GetInt64(), set.Images.sum(torch.ScalarType.Int64).item<long>());
        Assert.Equal(
            Oracle.Doubles(oracle.GetProperty("first_image_row14")),
            set.Images[0, 0, 14].data<byte>().Select(pixel => (double)pixel));
        Assert.Equal(
            Oracle.Doubles(oracle.GetProperty("first_20_labels")),
            set.Labels.narrow(0, 0, 20).data<long>().Select(label => (double)label));
    }

    [Fact]
    public void LoadTest_Cached_IsTheSameAsDecoded()
    {
        using var decoded = LoadTest(_directory.Path);
        Assert.True(File.Exists(CachePath));

        using var cached = LoadTest(_directory.Path);

        Assert.True(decoded.Images.Equals(cached.Images));
        Assert.True(decoded.Labels.Equals(cached.Labels));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(7_000_000)]
    public void LoadTest_TornCache_IsDecodedAgain(int length)
    {
        LoadTest(_directory.Path).Dispose();
        using (var file = new FileStream(CachePath, FileMode.Open))
        {
            file.SetLength(length);
        }

        using var set = LoadTest(_directory.Path);

        Assert.Equal(10_000, set.Count);
        Assert.True(new FileInfo(CachePath).Length > 7_840_000);
    }

    [Fact]
    public void LoadTest_FlippedByteInCache_IsDecodedAgain()
    {
        using var decoded = LoadTest(_directory.Path);
        var content = File.ReadAllBytes(CachePath);
        content[5000] ^= 1;
        File.Delete(CachePath);
        File.WriteAllBytes(CachePath, content);

        using var set = LoadTest(_directory.Path);

        Assert.True(decoded.Images.Equals(set.Images));
    }

    [Fact]
    public void LoadTest_CacheDirectoryCannotBeMade_DecodesIntoMemory()
    {
        File.WriteAllText(_directory.File("file"), "");

        using var set = LoadTest(_directory.File("file"));

        Assert.Equal(10_000, set.Count);
    }

    [Fact]
    public void LoadTest_TornSource_NamesTheFileAndTheCure()
    {
        var source = Path.Combine(_directory.Path, Datasets.FashionMnist.Name, "t10k-images-idx3-ubyte.gz");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllBytes(source, [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]);

        var error = Assert.Throws<DataException>(() => LoadTest(_directory.Path));

        Assert.Contains(source, error.Message, StringComparison.Ordinal);
        Assert.Contains("fetches it anew", error.Message, StringComparison.Ordinal);
    }

    private static ImageSet LoadTest(string directory) => ImageLibrary.Open(Datasets.FashionMnist, DataPart.Test, side: 28, directory);
}

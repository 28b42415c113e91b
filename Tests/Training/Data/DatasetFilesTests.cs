using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Data;
using TorchSharp;

namespace SweepCluster.Training.Tests.Data;

/// <summary>Data sets whose files are made by the test, in the layout of the published ones.</summary>
public sealed class DatasetFilesTests : IDisposable
{
    private const int CifarRecord = 1 + (3 * 32 * 32);

    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_Cifar10_HasPlanesAndLabelsOfItsRecords(bool isPacked)
    {
        WriteCifar(isPacked, CifarContent());

        using var set = ImageLibrary.Open(Datasets.Cifar10, DataPart.Test, side: 32, _directory.Path);

        Assert.Equal([10_000L, 3, 32, 32], set.Images.shape);
        Assert.Equal([0L, 1, 2], set.Labels.narrow(0, 0, 3).data<long>().ToArray());
        Assert.Equal([11, 12, 13], set.Images[1, torch.TensorIndex.Colon, 0, 0].contiguous().data<byte>().ToArray());
    }

    [Theory]
    [InlineData(CifarRecord * 9_999, "bytes; a CIFAR-10 file has 30730000")]
    [InlineData(-1, "is torn")]
    public void Open_TornCifar10_NamesTheArchive(int length, string expected)
    {
        var archive = WriteCifar(isPacked: true, length > 0 ? CifarContent()[..length] : CifarContent());
        if (length < 0)
        {
            using var file = new FileStream(archive, FileMode.Open);
            file.SetLength(file.Length / 2);
        }

        var error = Assert.Throws<DataException>(() => ImageLibrary.Open(Datasets.Cifar10, DataPart.Test, side: 32, _directory.Path));

        Assert.Contains(archive, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFiles_SaysWhichAndHowToGetThem()
    {
        var error = Assert.Throws<DataException>(() => ImageLibrary.Open(Datasets.Cifar10, DataPart.Training, side: 32, _directory.Path));

        Assert.StartsWith($"'cifar-10-binary.tar.gz' was not found in {Path.Combine(_directory.Path, "cifar10")}, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Run 'sweep-trainer prepare --dataset cifar10'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Mnist_ReadsItsIdxFiles()
    {
        WriteIdx("t10k-images-idx3-ubyte.gz", [10_000, 28, 28]);
        WriteIdx("t10k-labels-idx1-ubyte.gz", [10_000]);

        using var set = ImageLibrary.Open(Datasets.Mnist, DataPart.Test, side: 28, _directory.Path);

        Assert.Equal([10_000L, 1, 28, 28], set.Images.shape);
        Assert.Equal([0L, 1, 2], set.Labels.narrow(0, 0, 3).data<long>().ToArray());
    }

    [Fact]
    public void Open_Synthetic_IsTheSameBytesEverywhere()
    {
        using var set = ImageLibrary.Open(Datasets.Synthetic, DataPart.Training, side: 16, _directory.Path);

        Assert.Equal([(long)DatasetCatalog.Synthetic.Training, 3, 16, 16], set.Images.shape);
        Assert.Equal(SyntheticPixelSum, set.Images.sum(torch.ScalarType.Int64).item<long>());
        Assert.Equal(300, set.Labels.eq(9).sum().item<long>());
        var pixels = set.Images.to(torch.ScalarType.Float32) / 255;
        Assert.Equal(Datasets.Synthetic.Pixels.Mean[0], pixels.mean().item<float>(), tolerance: 0.01);
        Assert.Equal(Datasets.Synthetic.Pixels.Deviation[0], pixels.std().item<float>(), tolerance: 0.01);
    }

    private const long SyntheticPixelSum = 312_184_202;

    private static byte[] CifarContent()
    {
        var content = new byte[CifarRecord * 10_000];
        for (var record = 0; record < 10_000; record++)
        {
            content[record * CifarRecord] = (byte)(record % 10);
            for (var channel = 0; channel < 3; channel++)
            {
                content[(record * CifarRecord) + 1 + (channel * 1024)] = (byte)((10 * (record % 10)) + channel + 1);
            }
        }

        return content;
    }

    private string WriteCifar(bool isPacked, byte[] content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory.Path, "cifar10")).FullName;
        if (!isPacked)
        {
            File.WriteAllBytes(Path.Combine(folder, "test_batch.bin"), content);
            return folder;
        }

        var path = Path.Combine(folder, "cifar-10-binary.tar.gz");
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var archive = new TarWriter(packed);
        using var data = new MemoryStream(content);
        archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/test_batch.bin") { DataStream = data });
        return path;
    }

    private void WriteIdx(string name, int[] dimensions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory.Path, "mnist")).FullName;
        using var packed = new GZipStream(File.Create(Path.Combine(folder, name)), CompressionLevel.Fastest);
        packed.Write([0, 0, 8, (byte)dimensions.Length]);
        Span<byte> length = stackalloc byte[4];
        foreach (var dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, dimension);
            packed.Write(length);
        }

        packed.Write([.. Enumerable.Range(0, dimensions.Aggregate((product, next) => product * next)).Select(i => (byte)(i % 10))]);
    }
}

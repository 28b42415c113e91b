using SkiaSharp;
using SweepCluster.Training.Data;
using TorchSharp;

namespace SweepCluster.Training.Tests.Data;

public sealed class FolderDatasetTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    private string Images => _directory.File("images");

    private string Data => _directory.File("data");

    [Fact]
    public void Open_PngAndJpeg_HaveTheirColoursAndClasses()
    {
        Draw("apple/b.png", SKColors.Red);
        Draw("apple/a.PNG", new SKColor(10, 20, 30));
        Draw("pear/x.jpg", SKColors.Lime, SKEncodedImageFormat.Jpeg);
        File.WriteAllText(Path.Combine(Images, "pear", "notes.txt"), "no image");

        using var set = ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Training, side: 8, Data);

        Assert.Equal([3L, 3, 8, 8], set.Images.shape);
        Assert.Equal([0L, 0, 1], set.Labels.data<long>().ToArray());
        Assert.Equal([10, 20, 30], Pixel(set, 0));
        Assert.Equal([255, 0, 0], Pixel(set, 1));
        Assert.All(Pixel(set, 2).Zip([0, 255, 0]), pair => Assert.InRange(pair.First, pair.Second - 2, pair.Second + 2));
        Assert.Equal(2, set.Classes);
    }

    [Fact]
    public void Open_Unchanged_IsNotDecodedAgain_ButAChangedFolderIs()
    {
        DrawTwoClasses();
        ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Training, side: 8, Data).Dispose();
        ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Training, side: 8, Data).Dispose();
        Assert.Single(Directory.GetFiles(Path.Combine(Data, "folder")));

        Draw("pear/another.png", SKColors.Blue);
        using var set = ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Training, side: 8, Data);

        Assert.Equal(3, set.Count);
    }

    [Fact]
    public void Scan_TrainAndTestFolders_AreTheTwoParts()
    {
        Draw("train/apple/a.png", SKColors.Red);
        Draw("train/pear/a.png", SKColors.Lime);
        Draw("test/pear/a.png", SKColors.Lime);

        var dataset = FolderDataset.Scan(Images);
        using var test = ImageLibrary.Open(dataset, DataPart.Test, side: 8, Data);

        Assert.Equal(["apple", "pear"], dataset.Labels);
        Assert.Equal(2, dataset.Count(DataPart.Training));
        Assert.Equal([1L], test.Labels.data<long>().ToArray());
    }

    [Fact]
    public void Scan_TestFolderBesideTheClasses_IsNoClass()
    {
        DrawTwoClasses();
        Draw("test/apple/a.png", SKColors.Red);

        Assert.Equal(["apple", "pear"], FolderDataset.Scan(Images).Labels);
    }

    [Fact]
    public void Open_TestOfAFolderWithoutOne_SaysSo()
    {
        DrawTwoClasses();

        var error = Assert.Throws<DataException>(() => ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Test, side: 8, Data));

        Assert.Contains("nothing to test on", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-30)]
    public void Open_TornImage_NamesTheFile(int length)
    {
        DrawTwoClasses();
        var path = Path.Combine(Images, "pear", "a.png");
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(length < 0 ? file.Length + length : length);
        }

        var error = Assert.Throws<DataException>(() => ImageLibrary.Open(FolderDataset.Scan(Images), DataPart.Training, side: 8, Data));

        Assert.StartsWith($"'{path}' is no whole PNG or JPEG image (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_NoFolderOrOneClassOrAnEmptyClass_IsRefusedWithItsPath()
    {
        Assert.Contains("cannot be read", Refusal(), StringComparison.Ordinal);
        Draw("apple/a.png", SKColors.Red);
        Assert.Contains("has 1 sub-folders", Refusal(), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(Images, "pear"));
        Assert.Contains($"'{Path.Combine(Images, "pear")}' holds no PNG or JPEG image", Refusal(), StringComparison.Ordinal);
        Draw("pear/a.png", SKColors.Red);
        Draw("test/plum/a.png", SKColors.Red);
        Assert.Contains("is a class without training images", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<DataException>(() => FolderDataset.Scan(Images)).Message;

    private static byte[] Pixel(ImageSet set, int index) => set.Images[index, torch.TensorIndex.Colon, 4, 4].contiguous().data<byte>().ToArray();

    private void DrawTwoClasses()
    {
        Draw("apple/a.png", SKColors.Red);
        Draw("pear/a.png", SKColors.Lime);
    }

    private void Draw(string name, SKColor colour, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var path = Path.Combine(Images, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(20, 12, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(colour);
        using var file = File.Create(path);
        bitmap.Encode(file, format, quality: 100);
    }
}

using System.Security.Cryptography;
using System.Text;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>
/// A folder of the user's own PNG and JPEG images: a sub-folder per class, in <c>train</c> or, where there is no such folder, in the
/// folder itself; and optionally the same in <c>test</c>. Images become red, green and blue, whatever they were.
/// </summary>
internal sealed class FolderDataset : IDataset
{
    private const string TrainFolder = "train";
    private const string TestFolder = "test";
    private const int MostClasses = 256; // a label is a byte

    private readonly string _path;
    private readonly ImageFolder _training;
    private readonly ImageFolder _test;

    private FolderDataset(string path, IReadOnlyList<string> labels, ImageFolder training, ImageFolder test)
    {
        (_path, Labels, _training, _test) = (path, labels, training, test);
    }

    public string Name => DatasetCatalog.Folder;

    public int Channels => 3;

    public IReadOnlyList<string> Labels { get; }

    public PixelStatistics Pixels => PixelStatistics.Photographs;

    /// <summary>Lists the folder.</summary>
    /// <exception cref="DataException">It is missing, or not laid out as it must be.</exception>
    public static FolderDataset Scan(string path)
    {
        try
        {
            var root = Path.Combine(path, TrainFolder);
            root = Directory.Exists(root) ? root : path;
            var labels = ClassesOf(root).Where(name => root != path || name != TestFolder).ToArray();
            CheckClasses(path, labels);
            var training = ImageFolder.List(root, labels);
            CheckEveryClassHasImages(root, labels, training);
            return new FolderDataset(path, labels, training, ListTest(path, labels));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                $"The folder of images '{path}' cannot be read: {error.Message.TrimEnd('.')}. It must hold one sub-folder of PNG or JPEG images per class.",
                error);
        }
    }

    public int Count(DataPart part) => FolderOf(part).Files.Count;

    /// <summary>The name depends on every image's name, length and time of change, so a changed folder is decoded anew.</summary>
    public string CacheFile(DataPart part, int side)
    {
        var listing = new StringBuilder(_path);
        foreach (var file in FolderOf(part).Files.Select(file => new FileInfo(file)))
        {
            listing.Append('\n').Append(file.FullName).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks);
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing.ToString())))[..16];
        return Path.Combine(Name, $"{(part == DataPart.Training ? TrainFolder : TestFolder)}-{side}-{key}.images");
    }

    public IImageSource Read(DataPart part, int side, string dataDirectory) => Count(part) > 0
        ? new ImageFiles(FolderOf(part), side)
        : throw new DataException($"The folder of images '{_path}' has no images in '{TestFolder}', so there is nothing to test on.");

    public void Fetch(string dataDirectory, Downloader downloader)
    {
        // Nobody but the user has these images.
    }

    private ImageFolder FolderOf(DataPart part) => part == DataPart.Training ? _training : _test;

    private static string[] ClassesOf(string root) => [.. Directory.EnumerateDirectories(root)
        .Select(folder => Path.GetFileName(folder)!).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    private static ImageFolder ListTest(string path, string[] labels)
    {
        var root = Path.Combine(path, TestFolder);
        if (!Directory.Exists(root))
        {
            return new ImageFolder([], []);
        }

        var unknown = ClassesOf(root).FirstOrDefault(name => !labels.Contains(name));
        return unknown is null
            ? ImageFolder.List(root, labels)
            : throw new DataException(
                $"'{Path.Combine(root, unknown)}' is a class without training images; the classes are {string.Join(", ", labels)}. Rename or remove it.");
    }

    private static void CheckClasses(string path, string[] labels)
    {
        if (labels.Length is < 2 or > MostClasses)
        {
            throw new DataException(
                $"The folder of images '{path}' has {labels.Length} sub-folders; it must have one per class, from 2 to {MostClasses}.");
        }
    }

    private static void CheckEveryClassHasImages(string root, string[] labels, ImageFolder training)
    {
        var empty = Array.FindIndex(labels, label => !training.Classes.Contains((byte)Array.IndexOf(labels, label)));
        if (empty >= 0)
        {
            throw new DataException($"'{Path.Combine(root, labels[empty])}' holds no PNG or JPEG image. Add some, or remove the folder.");
        }
    }
}

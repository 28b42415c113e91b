using System.Formats.Tar;
using System.IO.Compression;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>
/// The binary files of CIFAR-10: 10,000 records each, one byte for the class and then a plane each of red, green and blue. They are read
/// out of the archive in which they are published, or from beside it where somebody has unpacked them.
/// </summary>
internal sealed class Cifar10Files(IReadOnlyList<RemoteFile> archive) : IPixelFiles
{
    private const int RecordsPerFile = 10_000;
    private const string UnpackedFolder = "cifar-10-batches-bin";

    private static readonly string[] TrainingFiles =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    private static readonly string[] TestFiles = ["test_batch.bin"];

    public DecodedImages Decode(DatasetInfo info, DataPart part, string dataDirectory)
    {
        var names = part == DataPart.Training ? TrainingFiles : TestFiles;
        var files = names.All(name => FindUnpacked(info, dataDirectory, name) is not null)
            ? names.Select(name => FindUnpacked(info, dataDirectory, name)!).ToDictionary(path => path, ReadFile)
            : ReadArchive(SourceFolders.Require(info, dataDirectory, archive[0].Name), names);
        var imageBytes = info.Channels * info.Side * info.Side;
        var pixels = new byte[files.Count * RecordsPerFile * imageBytes];
        var labels = new byte[files.Count * RecordsPerFile];
        var next = 0;
        foreach (var (path, content) in files)
        {
            CheckLength(path, content.Length, imageBytes);
            for (var record = 0; record < RecordsPerFile; record++, next++)
            {
                var bytes = content.AsSpan(record * (imageBytes + 1), imageBytes + 1);
                labels[next] = CheckLabel(path, bytes[0], info.Labels.Count);
                bytes[1..].CopyTo(pixels.AsSpan(next * imageBytes));
            }
        }

        return new DecodedImages(pixels, labels);
    }

    public void Fetch(DatasetInfo info, string dataDirectory, Downloader downloader)
    {
        var isUnpacked = TrainingFiles.Concat(TestFiles).All(name => FindUnpacked(info, dataDirectory, name) is not null);
        if (!isUnpacked && SourceFolders.Find(info, dataDirectory, archive[0].Name) is null)
        {
            downloader.Fetch(archive[0], Path.Combine(dataDirectory, info.Name));
        }
    }

    private static string? FindUnpacked(DatasetInfo info, string dataDirectory, string name) =>
        SourceFolders.Find(info, dataDirectory, name)
        ?? SourceFolders.Find(info, dataDirectory, Path.Combine(UnpackedFolder, name));

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The files of those names in the order of the names.</summary>
    private static Dictionary<string, byte[]> ReadArchive(string path, string[] names)
    {
        try
        {
            var found = ReadEntries(path, names);
            var missing = names.FirstOrDefault(name => !found.ContainsKey(name));
            return missing is null
                ? names.ToDictionary(name => $"{path}:{name}", name => found[name])
                : throw new DataException($"'{path}' holds no '{missing}'. Delete it; preparing the data set fetches it anew.");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DataException($"'{path}' is torn: {error.Message} Delete it; preparing the data set fetches it anew.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    private static Dictionary<string, byte[]> ReadEntries(string path, string[] names)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        var found = new Dictionary<string, byte[]>();
        while (archive.GetNextEntry() is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (names.Contains(name) && entry.DataStream is { } data)
            {
                var content = new byte[entry.Length];
                data.ReadExactly(content);
                found[name] = content;
            }
        }

        return found;
    }

    private static void CheckLength(string path, int length, int imageBytes)
    {
        const int LabelBytes = 1;
        if (length != RecordsPerFile * (imageBytes + LabelBytes))
        {
            throw new DataException(
                $"'{path}' has {length} bytes; a CIFAR-10 file has {RecordsPerFile * (imageBytes + LabelBytes)}. " +
                "Delete it; preparing the data set fetches it anew.");
        }
    }

    private static byte CheckLabel(string path, byte label, int classes) => label < classes
        ? label
        : throw new DataException(
            $"'{path}' has an image of class {label}; CIFAR-10 has {classes} classes. Delete it; preparing the data set fetches it anew.");
}

using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>The four gzip-compressed IDX files of MNIST and of the data sets made in its likeness.</summary>
internal sealed class MnistFiles(IReadOnlyList<RemoteFile> files) : IPixelFiles
{
    public DecodedImages Decode(DatasetInfo info, DataPart part, string dataDirectory)
    {
        var (prefix, count) = part == DataPart.Training ? ("train", info.Training) : ("t10k", info.Test);
        var images = SourceFolders.Require(info, dataDirectory, $"{prefix}-images-idx3-ubyte.gz");
        var labels = SourceFolders.Require(info, dataDirectory, $"{prefix}-labels-idx1-ubyte.gz");
        return new DecodedImages(IdxFile.Read(images, count, info.Side, info.Side), IdxFile.Read(labels, count));
    }

    public void Fetch(DatasetInfo info, string dataDirectory, Downloader downloader)
    {
        foreach (var file in files.Where(file => SourceFolders.Find(info, dataDirectory, file.Name) is null))
        {
            downloader.Fetch(file, Path.Combine(dataDirectory, info.Name));
        }
    }
}

using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>A data set whose counts and size are known beforehand; what differs is where its pixels come from.</summary>
internal sealed class NamedDataset(DatasetInfo info, PixelStatistics pixels, IPixelFiles files) : IDataset
{
    public string Name => info.Name;

    public int Channels => info.Channels;

    public IReadOnlyList<string> Labels => info.Labels;

    public PixelStatistics Pixels => pixels;

    public int Count(DataPart part) => part == DataPart.Training ? info.Training : info.Test;

    public string CacheFile(DataPart part, int side)
    {
        var name = part == DataPart.Training ? "train" : "test";
        return Path.Combine(Name, side == info.Side ? $"{name}.images" : $"{name}-{side}.images");
    }

    /// <summary>Reads at the data set's own size from the cache if it is there, and resizes from that.</summary>
    public IImageSource Read(DataPart part, int side, string dataDirectory)
    {
        if (side == info.Side)
        {
            return files.Decode(info, part, dataDirectory);
        }

        var own = new ImageCache(Path.Combine(dataDirectory, CacheFile(part, info.Side)), Count(part), Channels, info.Side);
        var decoded = own.TryRead() ?? files.Decode(info, part, dataDirectory);
        return new ResizedImages(decoded, Channels, info.Side, side);
    }

    public void Fetch(string dataDirectory, Downloader downloader) => files.Fetch(info, dataDirectory, downloader);
}

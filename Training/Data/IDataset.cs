namespace SweepCluster.Training.Data;

/// <summary>Images of some classes in two parts. Extension: one of these, and a line in <see cref="Datasets"/>.</summary>
internal interface IDataset
{
    string Name { get; }

    /// <summary>Numbers per pixel.</summary>
    int Channels { get; }

    /// <summary>The classes' names, by their numbers.</summary>
    IReadOnlyList<string> Labels { get; }

    PixelStatistics Pixels { get; }

    int Count(DataPart part);

    /// <summary>Where a part at a size is cached, relative to the data directory.</summary>
    string CacheFile(DataPart part, int side);

    /// <summary>Reads a part from its source files, resized to the given side.</summary>
    /// <exception cref="DataException">A file is missing or torn.</exception>
    IImageSource Read(DataPart part, int side, string dataDirectory);

    /// <summary>Downloads the source files that are not on this machine yet, if the data set has a public address.</summary>
    /// <exception cref="DataException">A file cannot be had.</exception>
    void Fetch(string dataDirectory, Downloader downloader);
}

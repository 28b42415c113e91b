using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>Where the pixels of a named data set come from.</summary>
internal interface IPixelFiles
{
    /// <exception cref="DataException">A file is missing or torn.</exception>
    DecodedImages Decode(DatasetInfo info, DataPart part, string dataDirectory);

    /// <exception cref="DataException">A file cannot be had.</exception>
    void Fetch(DatasetInfo info, string dataDirectory, Downloader downloader);
}

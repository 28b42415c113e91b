using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>The images of this process, each part and size opened once.</summary>
internal sealed class ImageLibrary(string defaultDirectory)
{
    private readonly Dictionary<TaskMessage, ImageSet> _training = [];

    /// <summary>The training images of a task, from its data directory or the default one.</summary>
    /// <exception cref="DataException">A file is missing or torn.</exception>
    public ImageSet Training(TaskMessage task)
    {
        var key = task with { DataDirectory = task.DataDirectory ?? defaultDirectory, Train = 0, Validation = 0 };
        if (!_training.TryGetValue(key, out var images))
        {
            images = Open(Datasets.Find(key), DataPart.Training, key.Image, key.DataDirectory);
            _training.Add(key, images);
        }

        return images;
    }

    /// <summary>Opens the data set that most sweeps use before the first attempt needs it, if it lies decoded in the default directory.</summary>
    public void Warm()
    {
        var task = new TaskMessage(DatasetCatalog.FashionMnist.Name, Image: DatasetCatalog.FashionMnist.Side);
        if (CacheOf(Datasets.FashionMnist, DataPart.Training, task.Image, defaultDirectory).Exists)
        {
            _ = Training(task);
        }
    }

    /// <summary>Opens a part of a data set at a size: maps it from the cache, which is filled first when need be.</summary>
    /// <exception cref="DataException">A file is missing or torn.</exception>
    public static ImageSet Open(IDataset dataset, DataPart part, int side, string dataDirectory)
    {
        var cache = CacheOf(dataset, part, side, dataDirectory);
        var (images, labels) = cache.TryOpen() ?? cache.Fill(dataset.Read(part, side, dataDirectory));
        return new ImageSet(images, labels, dataset.Labels.Count, dataset.Pixels);
    }

    /// <summary>
    /// Makes sure that a part lies in the cache, without loading libtorch. Source files that are missing are fetched first: here and
    /// nowhere else, so that a trial never waits for a network.
    /// </summary>
    /// <exception cref="DataException">A file cannot be had, or is torn.</exception>
    public static void Prepare(IDataset dataset, DataPart part, int side, string dataDirectory, Downloader downloader)
    {
        var cache = CacheOf(dataset, part, side, dataDirectory);
        if (!cache.IsIntact())
        {
            dataset.Fetch(dataDirectory, downloader);
            cache.Store(dataset.Read(part, side, dataDirectory));
        }
    }

    private static ImageCache CacheOf(IDataset dataset, DataPart part, int side, string dataDirectory) =>
        new(Path.Combine(dataDirectory, dataset.CacheFile(part, side)), dataset.Count(part), dataset.Channels, side);
}

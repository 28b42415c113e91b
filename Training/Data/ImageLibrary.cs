namespace SweepCluster.Training.Data;

/// <summary>The data sets of this process, each opened once.</summary>
internal sealed class ImageLibrary(string defaultDirectory)
{
    private readonly Dictionary<string, ImageSet> _training = [];

    /// <summary>The training images, from the given directory or the default one.</summary>
    /// <exception cref="DataException">A file is missing or torn.</exception>
    public ImageSet Training(string? directory)
    {
        var chosen = directory ?? defaultDirectory;
        if (!_training.TryGetValue(chosen, out var images))
        {
            images = FashionMnist.LoadTraining(chosen);
            _training.Add(chosen, images);
        }

        return images;
    }
}

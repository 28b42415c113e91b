namespace SweepCluster.Training.Data;

/// <summary>The Fashion-MNIST data set (Xiao, Rasul and Vollgraf 2017): where its files are, and how they become tensors.</summary>
internal static class FashionMnist
{
    public const string Name = "fashion-mnist";
    public const int Classes = 10;
    public const int TrainingCount = 60_000;
    public const int TestCount = 10_000;
    public const int Side = 28;

    /// <summary>Mean and standard deviation of the training images' pixels, scaled to 0..1.</summary>
    public const double PixelMean = 0.2860;
    public const double PixelDeviation = 0.3530;

    private const string DebianDirectory = "/usr/share/datasets/fashion-mnist";

    /// <summary>The 60,000 images that trials train on and are ranked by.</summary>
    public static ImageSet LoadTraining(string dataDirectory) => Load(dataDirectory, "train", TrainingCount);

    /// <summary>The 10,000 test images. Nothing but a final evaluation may look at them.</summary>
    public static ImageSet LoadTest(string dataDirectory) => Load(dataDirectory, "t10k", TestCount);

    /// <summary>Where decoded data sets are cached unless a directory is given.</summary>
    public static string DefaultDataDirectory()
    {
        var home = Environment.GetEnvironmentVariable("SWEEP_HOME") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "sweepcluster");
        return Environment.GetEnvironmentVariable("SWEEP_DATA") ?? Path.Combine(home, "data");
    }

    /// <summary>Makes sure that the training images lie decoded in the data directory, without loading libtorch.</summary>
    /// <exception cref="DataException">A file is missing or torn.</exception>
    public static void PrepareTraining(string dataDirectory)
    {
        var cache = CacheOf(dataDirectory, "train", TrainingCount);
        if (!cache.IsIntact())
        {
            cache.Store(Decode(dataDirectory, "train", TrainingCount));
        }
    }

    private static ImageSet Load(string dataDirectory, string part, int count)
    {
        var cache = CacheOf(dataDirectory, part, count);
        return cache.TryOpen() ?? cache.Fill(() => Decode(dataDirectory, part, count));
    }

    private static ImageCache CacheOf(string dataDirectory, string part, int count) =>
        new(Path.Combine(dataDirectory, Name, part + ".images"), count, Side, Side);

    private static DecodedImages Decode(string dataDirectory, string part, int count)
    {
        var images = $"{part}-images-idx3-ubyte.gz";
        var directory = SourceDirectories(dataDirectory).FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, images)))
            ?? throw new DataException(
                $"'{images}' was not found in {string.Join(", ", SourceDirectories(dataDirectory))}. " +
                "Run scripts/setup.sh to install Fashion-MNIST, or put its four .gz files into one of these directories.");
        return new DecodedImages(
            IdxFile.Read(Path.Combine(directory, images), count, Side, Side),
            IdxFile.Read(Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"), count));
    }

    private static IEnumerable<string> SourceDirectories(string dataDirectory) => new[]
    {
        Path.Combine(dataDirectory, Name), Path.Combine(DefaultDataDirectory(), Name), DebianDirectory,
    }.Distinct();
}

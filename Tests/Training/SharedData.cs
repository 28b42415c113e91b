using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests;

/// <summary>Fashion-MNIST, decoded once for all tests.</summary>
internal static class SharedData
{
    public static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "data");

    private static readonly Lazy<ImageSet> LazyTraining = new(() => ImageLibrary.Open(Datasets.FashionMnist, DataPart.Training, side: 28, Directory));

    public static ImageSet Training => LazyTraining.Value;
}

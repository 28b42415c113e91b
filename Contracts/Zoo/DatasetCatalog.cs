namespace SweepCluster.Contracts.Zoo;

/// <summary>The data sets that a sweep file can name, and the one word for a folder of the user's own images.</summary>
public static class DatasetCatalog
{
    /// <summary>The name that stands for a folder of images; how many it has is known only where it lies.</summary>
    public const string Folder = "folder";

    /// <summary>Fashion-MNIST (Xiao, Rasul and Vollgraf 2017): grey pictures of clothes.</summary>
    public static DatasetInfo FashionMnist { get; } = new("fashion-mnist", 60_000, 10_000, 28, 1,
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]);

    /// <summary>MNIST (LeCun, Cortes and Burges 1998): grey pictures of handwritten digits.</summary>
    public static DatasetInfo Mnist { get; } = new("mnist", 60_000, 10_000, 28, 1, Digits("digit"));

    /// <summary>CIFAR-10 (Krizhevsky 2009): colour pictures of animals and vehicles.</summary>
    public static DatasetInfo Cifar10 { get; } = new("cifar10", 50_000, 10_000, 32, 3,
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);

    /// <summary>Small colour pictures computed from a formula, for tests and for trying things without any file.</summary>
    public static DatasetInfo Synthetic { get; } = new("synthetic", 3_000, 1_000, 16, 3, Digits("pattern"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DatasetInfo> All { get; } = [FashionMnist, Mnist, Cifar10, Synthetic];

    /// <summary>What a sweep file may write as its data set.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(dataset => dataset.Name), Folder];

    /// <summary>The data set of that name; null for a folder and for a name that is not known.</summary>
    public static DatasetInfo? Find(string? name) => All.FirstOrDefault(candidate => candidate.Name == name);

    private static string[] Digits(string word) =>
        [.. Enumerable.Range(0, 10).Select(digit => FormattableString.Invariant($"{word} {digit}"))];
}

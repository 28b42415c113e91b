using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Data;

/// <summary>The data sets that this trainer knows.</summary>
internal static class Datasets
{
    public static IDataset FashionMnist { get; } = new NamedDataset(
        DatasetCatalog.FashionMnist, new([0.2860], [0.3530]), new MnistFiles(PublicFiles.FashionMnist));

    public static IDataset Mnist { get; } = new NamedDataset(
        DatasetCatalog.Mnist, new([0.1307], [0.3081]), new MnistFiles(PublicFiles.Mnist));

    public static IDataset Cifar10 { get; } = new NamedDataset(
        DatasetCatalog.Cifar10, new([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]), new Cifar10Files(PublicFiles.Cifar10));

    public static IDataset Synthetic { get; } = new NamedDataset(
        DatasetCatalog.Synthetic, new([0.53, 0.53, 0.53], [0.18, 0.18, 0.18]), new SyntheticImages());

    /// <summary>The data set of a task.</summary>
    /// <exception cref="InfeasibleException">There is none of that name.</exception>
    /// <exception cref="DataException">The folder of images cannot be used.</exception>
    public static IDataset Find(TaskMessage task) => Find(task.Dataset, task.Path);

    /// <inheritdoc cref="Find(TaskMessage)"/>
    public static IDataset Find(string? name, string? path)
    {
        if (name == DatasetCatalog.Folder)
        {
            return path is null
                ? throw new InfeasibleException("The data set was 'folder' without a path; name the folder of images.")
                : FolderDataset.Scan(path);
        }

        IDataset[] known = [FashionMnist, Mnist, Cifar10, Synthetic];
        return known.FirstOrDefault(dataset => dataset.Name == name)
            ?? throw new InfeasibleException($"The data set was '{name}'; this trainer knows {string.Join(", ", DatasetCatalog.Names)}.");
    }
}

using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Hosting;

/// <summary>Gets a task's images ready, so that whatever is wrong with them is one message before the first trial.</summary>
internal static class Preparation
{
    public static void Run(PrepareCommand command)
    {
        var dataset = Datasets.Find(command.Dataset, command.Path);
        var side = command.Image ?? DatasetCatalog.Find(command.Dataset)?.Side
            ?? throw new UsageException("prepare --dataset folder needs --image N, the height and width of the images.");
        if (command is { Train: { } train, Validation: { } validation })
        {
            _ = new DataSplit(dataset.Count(DataPart.Training), train, validation);
        }

        using var network = new HttpClientHandler();
        using var downloader = new Downloader(network);
        ImageLibrary.Prepare(dataset, DataPart.Training, side, command.DataDirectory, downloader);
    }
}

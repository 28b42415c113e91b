using SweepCluster.Training.Data;
using SweepCluster.Training.Hosting;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>
/// Reads an exported model back and measures it anew: on the same validation images as the trial, and on the test images where the data
/// set has any.
/// </summary>
internal static class ModelEvaluation
{
    public static ModelEvaluationResult Run(EvaluateModelCommand command)
    {
        var folder = new ModelFolder(command.Folder);
        var description = folder.ReadDescription();
        ImageEvaluator.Secure(command.Threads ?? description.Origin.Threads);
        using var scope = NewDisposeScope();
        var data = description.Data;
        var dataset = Datasets.Find(data.Dataset, command.ImageFolder ?? data.Path);
        CheckLabels(description, dataset);
        var network = ModelExport.Build(description.Parameters, data.Image, dataset, description.Origin.Seed);
        folder.Load(description, network.State);

        using var training = ImageLibrary.Open(dataset, DataPart.Training, data.Image, command.DataDirectory);
        var split = new DataSplit(training.Count, data.Train, data.Validation);
        var validated = ImageEvaluator.Run(network, training, split.Validation);
        var recomputed = new ModelScore(validated.Accuracy, validated.Loss);
        return new ModelEvaluationResult(
            description.Recorded,
            recomputed,
            recomputed.ValAccuracy.Equals(description.Recorded.ValAccuracy),
            recomputed.ValLoss.Equals(description.Recorded.ValLoss),
            Test(network, dataset, data.Image, command.DataDirectory));
    }

    private static ModelTestScore? Test(Models.Network network, IDataset dataset, int side, string dataDirectory)
    {
        if (dataset.Count(DataPart.Test) == 0)
        {
            return null;
        }

        using var images = ImageLibrary.Open(dataset, DataPart.Test, side, dataDirectory);
        var outcome = ImageEvaluator.Run(network, images);
        return new ModelTestScore(outcome.Accuracy, outcome.Loss, images.Count);
    }

    private static void CheckLabels(ModelDescription description, IDataset dataset)
    {
        if (!description.Labels.SequenceEqual(dataset.Labels))
        {
            throw new ModelException(
                $"The model tells apart {string.Join(", ", description.Labels)}; the data set has {string.Join(", ", dataset.Labels)}. " +
                "Name the folder of images it was trained with.");
        }
    }
}

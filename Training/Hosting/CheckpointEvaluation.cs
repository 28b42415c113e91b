using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Export;
using static TorchSharp.torch;

namespace SweepCluster.Training.Hosting;

/// <summary>Evaluates a checkpoint on the test set, which only this and <see cref="ModelEvaluation"/> read.</summary>
internal static class CheckpointEvaluation
{
    public static EvaluationResult Run(EvaluateCommand command)
    {
        ImageEvaluator.Secure(command.Threads);
        using var scope = NewDisposeScope();
        var checkpoint = Checkpoint.Read(command.Checkpoint);
        var header = checkpoint.Header;
        var dataset = Datasets.Find(header.Task);
        var network = ModelExport.Build(header.Parameters, header.Task.Image, dataset, header.Seed);
        EvaluationWeights.Load(checkpoint, network);
        using var images = ImageLibrary.Open(dataset, DataPart.Test, header.Task.Image, command.DataDirectory);
        var outcome = ImageEvaluator.Run(network, images);
        return new EvaluationResult(outcome.Accuracy, outcome.Loss, images.Count);
    }
}

using System.Text.Json;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Hosting;
using SweepCluster.Training.Models;
using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>Turns a checkpoint into a folder that other tools read.</summary>
internal static class ModelExport
{
    public static void Run(ExportCommand command)
    {
        using var scope = NewDisposeScope();
        var checkpoint = Checkpoint.Read(command.Checkpoint);
        var header = checkpoint.Header;
        var dataset = Datasets.Find(header.Task);
        var network = Build(header.Parameters, header.Task.Image, dataset, header.Seed);
        EvaluationWeights.Load(checkpoint, network);
        var description = Describe(header, dataset, network, EvaluationWeights.AreAverages(checkpoint));
        new ModelFolder(command.Folder).Write(description, network.State);
    }

    /// <summary>The network of a parameter set, before any weights are loaded.</summary>
    public static Network Build(JsonElement parameters, int side, IDataset dataset, long seed)
    {
        var settings = TrainingSettings.Read(
            new ParameterReader(parameters), new FeatureShape(dataset.Channels, side, side), dataset.Labels.Count);
        return Network.Build(settings.Net, settings.Init, seed, CPU);
    }

    private static ModelDescription Describe(CheckpointHeader header, IDataset dataset, Network network, bool isAverage)
    {
        var task = header.Task;
        var family = new ParameterReader(header.Parameters).Choice("model");
        return new ModelDescription(
            ModelDescription.FormatName,
            ModelDescription.CurrentVersion,
            TorchEnvironment.Program,
            new ModelOrigin(header.Trial, header.Attempt, header.Step, header.Seed, header.Threads),
            new ModelWeights(ModelFolder.WeightsName, "", isAverage),
            new ModelArchitecture(
                family,
                Hyperparameters(family, header.Parameters),
                [dataset.Channels, task.Image, task.Image],
                dataset.Labels.Count,
                [.. network.State.Select(entry => new ModelTensor(entry.Key, entry.Value.shape))]),
            new ModelPreprocessing(
                "NCHW",
                dataset.Channels == 1 ? "grey" : "red, green, blue",
                "bilinear with half-pixel centres, rounded to bytes",
                255,
                dataset.Pixels.Mean,
                dataset.Pixels.Deviation),
            dataset.Labels,
            header.Parameters,
            new ModelData(dataset.Name, task.Path, task.Train, task.Validation, task.Image),
            new ModelScore(header.Metrics["val_accuracy"], header.Metrics["val_loss"]));
    }

    /// <summary>The values that shape the network, the defaults written out: they may be others in a later version.</summary>
    private static Dictionary<string, JsonElement> Hyperparameters(string family, JsonElement parameters) =>
        new NamedModel(family, family, new Dictionary<string, string>()).Hyperparameters.ToDictionary(
            entry => entry.Name,
            entry => parameters.TryGetProperty(entry.Name, out var value) ? value : ParameterReader.DefaultOf(entry));
}

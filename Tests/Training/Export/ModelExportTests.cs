using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Export;
using SweepCluster.Training.Hosting;
using SweepCluster.Training.Models;
using SweepCluster.Training.Tests.Hosting;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Export;

public sealed class ModelExportTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData("""{"model": "resnet", "resnet_width": 4, "epochs": 2, "batch_size": 64, "lr": 0.1}""", "synthetic", 16)]
    [InlineData("""{"model": "lenet", "epochs": 2}""", "fashion-mnist", 28)]
    [InlineData("""{"model": "lenet", "epochs": 2}""", "synthetic", 20)]
    public async Task Evaluate_ExportedModel_ReachesTheRecordedNumbersExactly(string parameters, string dataset, int image)
    {
        var (checkpoint, report) = await Train(parameters, new TaskMessage(dataset, Train: 2000, Validation: 500, Image: image));

        var export = TrainerProcess.Run("export", "--checkpoint", checkpoint, "--out", _directory.File("model"));
        var (exitCode, output, error) = TrainerProcess.Run(
            "evaluate", "--model", _directory.File("model"), "--data-directory", SharedData.Directory);

        Assert.True(export.ExitCode == ExitCode.Done && exitCode == ExitCode.Done, export.Error + error);
        var result = JsonElement.Parse(output);
        Assert.True(result.GetProperty("accuracyIsEqual").GetBoolean(), output);
        Assert.True(result.GetProperty("lossIsEqual").GetBoolean(), output);
        Assert.Equal(report.Metrics["val_accuracy"], result.GetProperty("recomputed").GetProperty("valAccuracy").GetDouble());
        Assert.InRange(result.GetProperty("test").GetProperty("accuracy").GetDouble(), 0.2, 1);
        Assert.Equal(["model.json", "model.safetensors"], Directory.GetFiles(_directory.File("model")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Export_Checkpoint_DescribesNetworkPreprocessingAndSplit()
    {
        var (checkpoint, _) = await Train("""{"model": "lenet", "lenet_width": 0.5, "epochs": 1}""", new TaskMessage("synthetic", Train: 200, Validation: 50, Image: 16));

        ModelExport.Run(new ExportCommand(checkpoint, _directory.File("model")));

        var model = JsonElement.Parse(await File.ReadAllTextAsync(_directory.File("model/model.json"), TestContext.Current.CancellationToken));
        Assert.Equal("[3,16,16]", JsonSerializer.Serialize(model.GetProperty("architecture").GetProperty("input")));
        var hyperparameters = model.GetProperty("architecture").GetProperty("hyperparameters");
        Assert.Equal(
            ("standard", "relu", "6-16", 0.5),
            (hyperparameters.GetProperty("norm").GetString(),
            hyperparameters.GetProperty("lenet_activation").GetString(),
            hyperparameters.GetProperty("lenet_channels").GetString(),
            hyperparameters.GetProperty("lenet_width").GetDouble()));
        Assert.Equal(3, model.GetProperty("preprocessing").GetProperty("mean").GetArrayLength());
        Assert.Equal(50, model.GetProperty("data").GetProperty("validation").GetInt32());
        Assert.Equal(
            SafeTensorsFile.Read(_directory.File("model/model.safetensors")).Entries.Keys,
            model.GetProperty("architecture").GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString()!));
    }

    [Fact]
    public void Load_CheckpointWithAverages_TakesTheAverages()
    {
        var network = NewNetwork(seed: 1);
        var first = network.State.Keys.First();
        var tensors = network.State.Concat([new($"ema.{first}", full_like(network.State[first], 0.25))]).ToDictionary();
        using var writer = new CheckpointWriter();
        var header = new CheckpointHeader(
            "sweep/1", 1, 1, 1, 1, JsonElement.Parse("{}"), new TaskMessage("synthetic", Image: 16), new Dictionary<string, double>(), []);
        var checkpoint = Checkpoint.Read(_directory.File(writer.Write(_directory.Path, header, tensors).File));
        var other = NewNetwork(seed: 2);

        EvaluationWeights.Load(checkpoint, other);

        Assert.True(EvaluationWeights.AreAverages(checkpoint));
        Assert.All(other.State, entry => Assert.True(tensors[entry.Key == first ? $"ema.{first}" : entry.Key].Equals(entry.Value)));
    }

    [Fact]
    public async Task Evaluate_WeightsOfAnotherModel_AreRefused()
    {
        var (checkpoint, _) = await Train("""{"epochs": 1}""", new TaskMessage("synthetic", Train: 200, Validation: 50, Image: 16));
        ModelExport.Run(new ExportCommand(checkpoint, _directory.File("model")));
        var path = _directory.File("model/model.safetensors");
        var content = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);

        var (exitCode, output, error) = TrainerProcess.Run("evaluate", "--model", _directory.File("model"), "--data-directory", SharedData.Directory);

        Assert.Equal((ExitCode.Failed, ""), (exitCode, output));
        Assert.Contains("is not the file that", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FolderWithoutAModel_SaysWhatToName()
    {
        var (exitCode, _, error) = TrainerProcess.Run("evaluate", "--model", _directory.Path);

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("sweep best ID --out DIR", error, StringComparison.Ordinal);
    }

    private static Network NewNetwork(long seed) => ModelExport.Build(JsonElement.Parse("{}"), side: 16, Datasets.Synthetic, seed);

    private async Task<(string Checkpoint, ReportMessage Report)> Train(string parameters, TaskMessage task)
    {
        using var trainer = TrainerProcess.Start();
        var (reports, _) = await trainer.Train(TrainerProcess.StartOf(parameters, _directory.Path) with { Task = task });
        return (_directory.File(reports[^1].Checkpoint!.File), reports[^1]);
    }
}

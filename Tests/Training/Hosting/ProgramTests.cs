using System.Text.Json;
using SweepCluster.Training.Hosting;

namespace SweepCluster.Training.Tests.Hosting;

public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void SelfTest_ThisMachine_PrintsOneJsonDocument()
    {
        var (exitCode, output, _) = TrainerProcess.Run("--self-test");

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.True(JsonElement.Parse(output).GetProperty("trusted").GetBoolean());
    }

    [Fact]
    public async Task Evaluate_TrainedCheckpoint_PrintsTheTestAccuracy()
    {
        using var trainer = TrainerProcess.Start();
        var (reports, _) = await trainer.Train(TrainerProcess.StartOf("""{"epochs": 2, "batch_size": 32}""", _directory.Path));
        var checkpoint = _directory.File(reports[^1].Checkpoint!.File);

        var (exitCode, output, _) = TrainerProcess.Run(
            "evaluate", "--checkpoint", checkpoint, "--data-directory", SharedData.Directory);

        Assert.Equal(ExitCode.Done, exitCode);
        var result = JsonElement.Parse(output);
        Assert.Equal(10_000, result.GetProperty("images").GetInt32());
        Assert.Equal(reports[^1].Metrics["val_accuracy"], result.GetProperty("test_accuracy").GetDouble(), tolerance: 0.08);
    }

    [Fact]
    public void Evaluate_ForeignFile_SaysSo()
    {
        File.WriteAllText(_directory.File("foreign"), "no checkpoint");

        var (exitCode, output, error) = TrainerProcess.Run("evaluate", "--checkpoint", _directory.File("foreign"));

        Assert.Equal((ExitCode.Failed, ""), (exitCode, output));
        Assert.Contains("is not a checkpoint", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threads", "0")]
    [InlineData("--threads")]
    [InlineData("--speed", "fast")]
    [InlineData("evaluate")]
    public void Parse_ArgumentsNotUnderstood_IsRefused(params string[] arguments) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse(arguments));
}

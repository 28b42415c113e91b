using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Hosting;

public sealed class TrialHostTests : IDisposable
{
    private const string LeNet = """{"epochs": 4, "batch_size": 50, "lenet_dropout": 0.1}""";
    private const string ResNet =
        """{"model": "resnet", "resnet_width": 4, "epochs": 2, "batch_size": 50, "optimizer": "adamw", "lr": 0.01, "label_smoothing": 0.1}""";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_AtStart_SaysHelloWithItsEnvironmentAndGetsReady()
    {
        using var trainer = TrainerProcess.Start();

        var hello = await trainer.Next<HelloMessage>();
        var ready = await trainer.Next<ReadyMessage>();

        Assert.Equal((TrialProtocol.Version, trainer.Id), (hello.Protocol, hello.ProcessId));
        Assert.Contains(hello.Environment["onednn"], (string[])["on", "off"]);
        Assert.True(ready.ResidentBytes > 50_000_000);
    }

    [Fact]
    public async Task Serve_SecondAttemptInTheSameProcess_GivesTheSameNumbersAsTheFirst()
    {
        using var trainer = TrainerProcess.Start();

        var first = await trainer.Train(TrainerProcess.StartOf(LeNet, _directory.Path));
        var second = await trainer.Train(TrainerProcess.StartOf(LeNet, _directory.Path));

        Assert.Equal(TrialEnd.Completed, first.End.Outcome);
        Assert.Equal(4, first.Reports.Count);
        Assert.True(first.Reports[^1].Metrics["val_accuracy"] > 0.5);
        AssertSame(first.Reports, second.Reports);
    }

    [Theory]
    [InlineData(LeNet, 2)]
    [InlineData(ResNet, 1)]
    public async Task Serve_ResumedInANewProcess_EndsWithBitIdenticalState(string parameters, int resumedStep)
    {
        var (whole, resumed) = (Subdirectory("whole"), Subdirectory("resumed"));
        var undisturbed = await TrainInNewProcess(TrainerProcess.StartOf(parameters, whole));
        var point = ResumePointOf(whole, undisturbed[resumedStep - 1]);

        var rest = await TrainInNewProcess(
            TrainerProcess.StartOf(parameters, resumed) with { Attempt = 2, ResumeFrom = point });

        AssertSame(undisturbed[resumedStep..], rest);
        Assert.Equal(TensorsOf(whole, undisturbed[^1]), TensorsOf(resumed, rest[^1]));
    }

    [Fact]
    public async Task Serve_ResumedAtTheLastStep_IsCompletedAtOnce()
    {
        var start = TrainerProcess.StartOf(ResNet, _directory.Path);
        var reports = await TrainInNewProcess(start);

        var rest = await TrainInNewProcess(start with { Attempt = 2, ResumeFrom = ResumePointOf(_directory.Path, reports[^1]) });

        Assert.Empty(rest);
    }

    [Fact]
    public async Task Serve_StopInTheMiddleOfAStep_EndsAtTheNextBatchAndTakesAnotherAttempt()
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf("""{"epochs": 1000}""", _directory.Path) with
        {
            Task = new TaskMessage("fashion-mnist", Train: 50_000, Validation: 10_000, Image: 28),
        });
        await trainer.Next<ProgressMessage>();

        trainer.Send(new StopMessage(TrialCommand.Pause));

        Assert.Equal(TrialEnd.Paused, (await trainer.Next<EndMessage>()).Outcome);
        Assert.Equal(TrialEnd.Completed, (await trainer.Train(TrainerProcess.StartOf(ResNet, _directory.Path))).End.Outcome);
    }

    [Fact]
    public async Task Serve_StopInsteadOfADecision_EndsTheAttempt()
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf(LeNet, _directory.Path));
        await trainer.Next<ReportMessage>();

        trainer.Send(new StopMessage(TrialCommand.Cancel));

        Assert.Equal(TrialEnd.Canceled, (await trainer.Next<EndMessage>()).Outcome);
    }

    [Fact]
    public async Task Serve_InputClosedWhileTraining_EndsTheProcess()
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf("""{"model": "resnet", "resnet_width": 64}""", _directory.Path));

        trainer.CloseInput();

        Assert.Equal(0, await trainer.Exit());
    }

    [Theory]
    [InlineData("""{"resnet_units": "1-0", "model": "resnet"}""", "resnet_units was")]
    [InlineData("""{"colour": "red"}""", "'colour'")]
    public async Task Serve_ParametersThatCannotBeTrained_EndInfeasible(string parameters, string expected)
    {
        using var trainer = TrainerProcess.Start();

        var (reports, end) = await trainer.Train(TrainerProcess.StartOf(parameters, _directory.Path));

        Assert.Empty(reports);
        Assert.Equal(TrialEnd.Infeasible, end.Outcome);
        Assert.Contains(expected, end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ImageTooSmall_EndsInfeasibleAndNamesTheLayer()
    {
        using var trainer = TrainerProcess.Start();
        var start = TrainerProcess.StartOf("{}", _directory.Path);

        var (_, end) = await trainer.Train(start with { Task = start.Task with { Image = 10 } });

        Assert.Equal(TrialEnd.Infeasible, end.Outcome);
        Assert.Contains("'pool2'", end.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no message")]
    [InlineData("""{"type": "dance"}""")]
    [InlineData("null")]
    public async Task Serve_LineThatIsNoMessage_IsReportedAndIgnored(string line)
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<HelloMessage>();

        trainer.SendLine(line);
        trainer.SendLine("");

        Assert.Equal(LogLevelName.Error, (await trainer.Next<LogMessage>()).Level);
        trainer.CloseInput();
        Assert.Equal(0, await trainer.Exit());
    }

    [Fact]
    public async Task Serve_SecondStartWhileTraining_IsRefusedAndTheFirstGoesOn()
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf(LeNet, _directory.Path));

        trainer.Send(TrainerProcess.StartOf(ResNet, _directory.Path));

        Assert.Contains("already under way", (await trainer.Next<LogMessage>()).Text, StringComparison.Ordinal);
        Assert.Equal(1, (await trainer.Next<ReportMessage>()).Step);
    }

    [Fact]
    public async Task Serve_TornDataSet_EndsFailedAndNamesTheFile()
    {
        var source = Path.Combine(Subdirectory(Datasets.FashionMnist.Name), "train-images-idx3-ubyte.gz");
        File.WriteAllBytes(source, [0x1f, 0x8b, 8, 0]);
        using var trainer = TrainerProcess.Start(_directory.Path);

        var (_, end) = await trainer.Train(TrainerProcess.StartOf(LeNet, Subdirectory("checkpoints")));

        Assert.Equal(TrialEnd.Failed, end.Outcome);
        Assert.Contains(source, end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_CheckpointOfAnotherSeed_EndsFailed()
    {
        var start = TrainerProcess.StartOf(ResNet, _directory.Path);
        var reports = await TrainInNewProcess(start);
        using var trainer = TrainerProcess.Start();

        var (_, end) = await trainer.Train(
            start with { Seed = 8, ResumeFrom = ResumePointOf(_directory.Path, reports[0]) });

        Assert.Equal(TrialEnd.Failed, end.Outcome);
        Assert.Contains("resumes from step 1 with seed 8", end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ThreeProcessesFillOneNewDataDirectory_AllTrain()
    {
        var data = Subdirectory("data");
        TrainerProcess[] trainers = [TrainerProcess.Start(data), TrainerProcess.Start(data), TrainerProcess.Start(data)];
        try
        {
            var ends = await Task.WhenAll(trainers.Select(
                (trainer, i) => trainer.Train(TrainerProcess.StartOf("""{"epochs": 1}""", Subdirectory($"checkpoints-{i}")))));

            Assert.All(ends, end => Assert.Equal(TrialEnd.Completed, end.End.Outcome));
            Assert.Equal(["train.images"], Directory.GetFiles(Path.Combine(data, Datasets.FashionMnist.Name)).Select(Path.GetFileName));
        }
        finally
        {
            Array.ForEach(trainers, trainer => trainer.Dispose());
        }
    }

    [Fact]
    public async Task Serve_CheckpointDoesNotFitOnTheDisk_WarnsAndGoesOn()
    {
        // A limit on the size of files, with its signal ignored, makes writes fail half way as a full disk does (and .NET's doubly
        // mapped code, which is a large file, must be off).
        var limited = "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 200; " +
            $"exec '{TrainerProcess.Executable}' --data-directory '{SharedData.Directory}'";
        _ = SharedData.Training;
        using var trainer = TrainerProcess.StartProgram("bash", "-c", limited);
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf(LeNet, _directory.Path));

        var warning = await trainer.Next<LogMessage>();
        var report = await trainer.Next<ReportMessage>();

        Assert.Contains("checkpoint of step 1 was not written", warning.Text, StringComparison.Ordinal);
        Assert.Null(report.Checkpoint);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public async Task Serve_KilledWhileTraining_LeavesAValidCheckpoint()
    {
        using var trainer = TrainerProcess.Start();
        await trainer.Next<ReadyMessage>();
        trainer.Send(TrainerProcess.StartOf(LeNet, _directory.Path));
        var report = await trainer.Next<ReportMessage>();
        trainer.Send(new DecideMessage(report.Step, TrialCommand.Continue));

        trainer.Kill();

        var checkpoint = Checkpoint.Read(_directory.File(report.Checkpoint!.File), report.Checkpoint.Sha256);
        Assert.Equal(1, checkpoint.Header.Step);
    }

    private static async Task<List<ReportMessage>> TrainInNewProcess(StartMessage start)
    {
        using var trainer = TrainerProcess.Start();
        var (reports, end) = await trainer.Train(start);
        Assert.Equal(TrialEnd.Completed, end.Outcome);
        return reports;
    }

    private static ResumePoint ResumePointOf(string directory, ReportMessage report) =>
        new(report.Step, Path.Combine(directory, report.Checkpoint!.File), report.Checkpoint.Sha256);

    /// <summary>Everything behind the header: the header says which attempt wrote the file and how fast, the tensors must be equal.</summary>
    private static byte[] TensorsOf(string directory, ReportMessage report)
    {
        var path = Path.Combine(directory, report.Checkpoint!.File);
        var length = Checkpoint.Read(path).Header.Tensors.Sum(entry => entry.Bytes);
        return File.ReadAllBytes(path)[^(int)(length + CheckpointFormat.DigestBytes)..^CheckpointFormat.DigestBytes];
    }

    private static void AssertSame(IEnumerable<ReportMessage> expected, IEnumerable<ReportMessage> actual) =>
        Assert.Equal(expected.Select(Repeatable), actual.Select(Repeatable));

    /// <summary>What of a report must not change when the attempt is repeated.</summary>
    private static string Repeatable(ReportMessage report) => FormattableString.Invariant(
        $"{report.Step}: {string.Join(", ", report.Metrics.Where(m => m.Key is not ("images_per_second" or "peak_memory_mib")).OrderBy(m => m.Key))}");

    private string Subdirectory(string name) => Directory.CreateDirectory(_directory.File(name)).FullName;
}

using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Loop;
using TorchSharp;

namespace SweepCluster.Training.Tests.Loop;

/// <summary>An attempt that goes on from a checkpoint ends bit for bit as one that was never disturbed, whatever it is told to do.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Everything =
        "\"augment_crop\": 2, \"augment_flip\": true, \"augment_cutout\": 6, \"mixup_alpha\": 0.4, \"ema_decay\": 0.99, \"lenet_dropout\": 0.3, " +
        "\"label_smoothing\": 0.1, \"clip_norm\": 1, \"warmup\": 0.2";

    private static readonly string[] Optimizers = ["sgd", "adam", "adamw", "rmsprop"];
    private static readonly string[] Schedules = ["constant", "step", "multi_step", "exponential", "polynomial", "cosine", "one_cycle"];
    private static readonly string[] Norms = ["batch_scratch", "group", "batch"];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Parameters =>
    [
        .. Optimizers.Select(optimizer =>
            $$"""{"optimizer": "{{optimizer}}", "lr": 0.01, "rmsprop_momentum": 0.5, "rmsprop_centered": true, {{Everything}}}"""),
        .. Schedules.Select(schedule =>
            $$"""{"schedule": "{{schedule}}", "nesterov": true, {{Everything}}}"""),
        .. Norms.Select(norm =>
            $$"""{"model": "resnet", "resnet_width": 4, "norm": "{{norm}}", "augment_crop": 2, "early_stop_patience": 2, "early_stop_min_delta": 10}"""),
        """{"model": "densenet", "densenet_layers": "2-2", "densenet_growth": 4, "densenet_dropout": 0.2, "decay_norms_and_biases": true}""",
        """{"model": "googlenet", "googlenet_side_heads": true, "googlenet_width": 0.0625}""",
        """{"precision": "bfloat16", "lr": 0.01}""",
    ];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Run_ResumedAfterTheFirstStep_EndsWithBitIdenticalState(string parameters)
    {
        var whole = Run(parameters, "whole", resumeFrom: null);
        var first = whole[0].Checkpoint!;
        var point = new ResumePoint(1, _directory.File($"whole/{first.File}"), first.Sha256);

        var resumed = Run(parameters, "resumed", point);

        Assert.Equal(whole.Count - 1, resumed.Count);
        Assert.True(whole.Count >= 2);
        Assert.Equal(TensorsOf("whole", whole[^1]), TensorsOf("resumed", resumed[^1]));
        Assert.Equal(whole[^1].Metrics["val_loss"], resumed[^1].Metrics["val_loss"]);
    }

    private List<ReportMessage> Run(string parameters, string name, ResumePoint? resumeFrom)
    {
        using var scope = torch.NewDisposeScope();
        var link = new Link();
        var start = new StartMessage(
            "sweep/1",
            Attempt: 1,
            Seed: 7,
            JsonElement.Parse(parameters),
            new TaskMessage("fashion-mnist", Train: 160, Validation: 50, Image: 28),
            Threads: 1,
            Directory.CreateDirectory(_directory.File(name)).FullName)
        {
            MaxStep = 3,
            ResumeFrom = resumeFrom,
        };
        using var trainer = new AttemptTrainer(start, AttemptPlan.From(start), SharedData.Training, link, TimeProvider.System);
        Assert.Equal(TrialEnd.Completed, trainer.Run().Outcome);
        return link.Reports;
    }

    private byte[] TensorsOf(string name, ReportMessage report)
    {
        var path = _directory.File($"{name}/{report.Checkpoint!.File}");
        var length = Checkpoint.Read(path).Header.Tensors.Sum(entry => entry.Bytes);
        return File.ReadAllBytes(path)[^(int)(length + CheckpointFormat.DigestBytes)..^CheckpointFormat.DigestBytes];
    }

    private sealed class Link : IAttemptLink
    {
        public TrialCommand? StopRequested => null;

        public List<ReportMessage> Reports { get; } = [];

        public void Send(TrialMessage message)
        {
            if (message is ReportMessage report)
            {
                Reports.Add(report);
            }
        }

        public TrialCommand AwaitDecision(int step) => TrialCommand.Continue;
    }
}

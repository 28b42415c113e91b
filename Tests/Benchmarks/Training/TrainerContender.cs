extern alias trainer;

using System.Text.Json;
using SweepCluster.Training.Data;
using SweepCluster.Training.Loop;
using TorchSharp;
using ReportMessage = trainer::SweepCluster.Contracts.Protocol.ReportMessage;
using StartMessage = trainer::SweepCluster.Contracts.Protocol.StartMessage;
using TaskMessage = trainer::SweepCluster.Contracts.Protocol.TaskMessage;
using TrialCommand = trainer::SweepCluster.Contracts.Protocol.TrialCommand;
using TrialMessage = trainer::SweepCluster.Contracts.Protocol.TrialMessage;

namespace SweepCluster.Benchmarks.Training;

/// <summary>The trainer's own loop, with everything it does per epoch; the speed is the one it reports.</summary>
internal sealed class TrainerContender(TrainingCase entry, ImageSet images) : IDisposable
{
    private readonly string _checkpoints = Directory.CreateTempSubdirectory("sweep-bench-").FullName;

    /// <summary>Trains one epoch; returns images per second.</summary>
    public double RunEpoch()
    {
        var link = new RecordingLink();
        var start = new StartMessage(
            "bench/0", Attempt: 1, Seed: 1, JsonElement.Parse(entry.Parameters),
            new TaskMessage(Datasets.FashionMnist.Name, Train: entry.Images, Validation: 10, Image: entry.Side), Threads: 1, _checkpoints)
        {
            MaxStep = 1,
        };
        using var scope = torch.NewDisposeScope();
        using var trainer = new AttemptTrainer(start, AttemptPlan.From(start), images, link, TimeProvider.System);
        trainer.Run();
        return link.ImagesPerSecond;
    }

    public void Dispose() => Directory.Delete(_checkpoints, recursive: true);

    /// <summary>Keeps the reported speed.</summary>
    private sealed class RecordingLink : IAttemptLink
    {
        public double ImagesPerSecond { get; private set; }

        public TrialCommand? StopRequested => null;

        public void Send(TrialMessage message)
        {
            if (message is ReportMessage report)
            {
                ImagesPerSecond = report.Metrics["images_per_second"];
            }
        }

        public TrialCommand AwaitDecision(int step) => TrialCommand.Continue;
    }
}

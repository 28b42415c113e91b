using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Loop;
using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using SweepCluster.Training.Settings;
using static TorchSharp.torch;

namespace SweepCluster.Training.Hosting;

/// <summary>Evaluates a checkpoint on the test set: the only place that reads it.</summary>
internal static class CheckpointEvaluation
{
    public static EvaluationResult Run(EvaluateCommand command)
    {
        TorchEnvironment.SetThreads(command.Threads);
        if (NumericsGuard.Secure() is { Trusted: false } numerics)
        {
            throw new InvalidOperationException($"Convolutions on this machine are wrong (oneDNN: {numerics.Reason}).");
        }

        using var scope = NewDisposeScope();
        var checkpoint = Checkpoint.Read(command.Checkpoint);
        var header = checkpoint.Header;
        var settings = TrainingSettings.Read(
            new ParameterReader(header.Parameters), new FeatureShape(1, header.Task.Image, header.Task.Image), FashionMnist.Classes);
        var network = Network.Build(settings.Net, settings.Init, header.Seed, CPU);
        checkpoint.CopyTo(network.State);

        using var images = FashionMnist.LoadTest(command.DataDirectory);
        using var reader = new BatchReader(images, header.Task.Image, CPU);
        var pass = new ImagePass(reader, CPU, new NoLink(), TimeProvider.System);
        var positions = Enumerable.Range(0, images.Count).Select(position => (long)position).ToArray();
        var outcome = pass.Run("testing", header.Step, positions, Evaluation.BatchSize, batch => Evaluation.Answer(network, batch));
        return outcome is PassOutcome.Finished finished
            ? new EvaluationResult(finished.Accuracy, finished.Loss, images.Count)
            : throw new InvalidOperationException("The network's loss on the test set is not a finite number.");
    }

    /// <summary>Nobody listens and nobody interrupts.</summary>
    private sealed class NoLink : IAttemptLink
    {
        public TrialCommand? StopRequested => null;

        public void Send(TrialMessage message)
        {
        }

        public TrialCommand AwaitDecision(int step) => TrialCommand.Continue;
    }
}

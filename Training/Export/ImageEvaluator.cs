using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Data;
using SweepCluster.Training.Loop;
using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>Measures a finished network on images, batch by batch exactly as a trial validates.</summary>
internal static class ImageEvaluator
{
    /// <summary>Accuracy and mean loss on the images at the given positions, or on all.</summary>
    public static PassOutcome.Finished Run(Network network, ImageSet images, long[]? positions = null)
    {
        using var reader = new BatchReader(images, CPU);
        var pass = new ImagePass(reader, CPU, new NoLink(), TimeProvider.System);
        positions ??= [.. Enumerable.Range(0, images.Count).Select(position => (long)position)];
        return pass.Run("evaluating", 0, positions, Evaluation.BatchSize, batch => Evaluation.Answer(network, batch)) as PassOutcome.Finished
            ?? throw new InvalidOperationException("The network's loss on these images is not a finite number.");
    }

    /// <summary>Sets the threads and makes sure that this machine's convolutions can be trusted.</summary>
    public static void Secure(int threads)
    {
        Hosting.TorchEnvironment.Load(threads);
        if (NumericsGuard.Secure() is { Trusted: false } numerics)
        {
            throw new InvalidOperationException($"Convolutions on this machine are wrong (oneDNN: {numerics.Reason}).");
        }
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

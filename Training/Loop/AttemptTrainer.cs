using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>
/// Trains one attempt: resume, then step by step train, validate, checkpoint, report, obey. Built and run on one thread inside a dispose
/// scope, to which all its tensors belong.
/// </summary>
internal sealed class AttemptTrainer : IDisposable
{
    private readonly StartMessage _start;
    private readonly AttemptPlan _plan;
    private readonly IAttemptLink _link;
    private readonly TimeProvider _time;
    private readonly Network _network;
    private readonly BatchTrainer _trainer;
    private readonly BatchReader _reader;
    private readonly ImagePass _pass;
    private readonly EarlyStopping _stopping;
    private readonly CheckpointWriter _checkpoints = new();

    public AttemptTrainer(StartMessage start, AttemptPlan plan, ImageSet images, IAttemptLink link, TimeProvider time)
    {
        var device = torch.device(start.Device);
        _start = start;
        _plan = plan;
        _link = link;
        _time = time;
        _network = Network.Build(plan.Settings.Net, plan.Settings.Init, start.Seed, device);
        _trainer = new BatchTrainer(_network, plan, start.Seed, images.Pixels, device);
        _stopping = new EarlyStopping(plan.Settings.Patience, plan.Settings.MinDelta);
        _reader = new BatchReader(images, device);
        _pass = new ImagePass(_reader, device, link, time);
    }

    /// <summary>Trains until the plan is done, the silo says stop, or the loss is no number any more.</summary>
    public EndMessage Run()
    {
        PeakMemory.Reset();
        for (var step = Resume() + 1; step <= _plan.Steps && !_stopping.IsReached; step++)
        {
            var started = _time.GetTimestamp();
            var training = Train(step);
            var validation = training is PassOutcome.Finished ? Validate(step) : training;
            if (training is not PassOutcome.Finished trained || validation is not PassOutcome.Finished validated)
            {
                return EndEarly(step, validation);
            }

            var seconds = _time.GetElapsedTime(started).TotalSeconds;
            var metrics = Metrics(trained, validated);
            _stopping.Observe(validated.Loss);
            var (checkpoint, error) = TrySave(step, metrics);
            _link.Send(new ReportMessage(step, metrics, seconds, checkpoint) { CheckpointError = error });
            var command = _link.AwaitDecision(step);
            if (command != TrialCommand.Continue)
            {
                return EndOf(command);
            }
        }

        return new EndMessage(TrialEnd.Completed);
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _reader.Dispose();
        _checkpoints.Dispose();
    }

    private static EndMessage EndOf(TrialCommand command) => new(command switch
    {
        TrialCommand.Pause => TrialEnd.Paused,
        TrialCommand.Prune => TrialEnd.Pruned,
        _ => TrialEnd.Canceled,
    });

    /// <summary>Loads the checkpoint to go on from, if any, and returns its step.</summary>
    private int Resume()
    {
        if (_start.ResumeFrom is not { } point)
        {
            return 0;
        }

        var checkpoint = Checkpoint.Read(point.Path, point.Sha256);
        if (checkpoint.Header.Step != point.Step || checkpoint.Header.Seed != _start.Seed)
        {
            throw new CheckpointException(
                $"Checkpoint '{point.Path}' is of step {checkpoint.Header.Step} and seed {checkpoint.Header.Seed}; " +
                $"the attempt resumes from step {point.Step} with seed {_start.Seed}.");
        }

        _trainer.Restore(checkpoint);
        _stopping.Plateau = checkpoint.Header.Plateau ?? _stopping.Plateau;
        return point.Step;
    }

    private PassOutcome Train(int step)
    {
        manual_seed(SeedMixer.Mix(_start.Seed, SeedPurpose.Layers, step));
        _trainer.Begin(step);
        var order = _plan.Split.TrainingOrder(_start.Seed, step);
        return _pass.Run("training", step, order, _plan.Settings.BatchSize, _trainer.Train);
    }

    private PassOutcome Validate(int step) => _trainer.WithValidatedWeights(() => _pass.Run(
        "validating",
        step,
        _plan.Split.Validation,
        Evaluation.BatchSize,
        batch => Evaluation.Answer(_network, batch),
        _plan.Settings.ReportsClasses ? _network.Definition.Classes : 0));

    private EndMessage EndEarly(int step, PassOutcome outcome) => outcome is PassOutcome.Diverged
        ? new EndMessage(TrialEnd.Diverged, $"The loss of step {step} is not a finite number; a lower lr or clip_norm may help.")
        : EndOf(_link.StopRequested!.Value);

    private Dictionary<string, double> Metrics(PassOutcome.Finished trained, PassOutcome.Finished validated)
    {
        var metrics = new Dictionary<string, double>
        {
            ["val_accuracy"] = validated.Accuracy,
            ["val_loss"] = validated.Loss,
            ["train_accuracy"] = trained.Accuracy,
            ["train_loss"] = trained.Loss,
            ["lr"] = _trainer.LearningRate,
            ["images_per_second"] = _plan.Split.TrainingCount / trained.Seconds,
            ["peak_memory_mib"] = PeakMemory.MiB(),
        };
        foreach (var (label, accuracy) in validated.ClassAccuracies.Index())
        {
            metrics.Add(FormattableString.Invariant($"val_accuracy_class_{label}"), accuracy);
        }

        return metrics;
    }

    /// <summary>Writes the step's checkpoint. Training goes on without one: the attempt can still be resumed from the one before.</summary>
    private (CheckpointFile? File, string? Error) TrySave(int step, IReadOnlyDictionary<string, double> metrics)
    {
        var header = new CheckpointHeader(
            _start.Trial, _start.Attempt, _start.Seed, step, _trainer.Updates, _start.Parameters, _start.Task, metrics, [], _stopping.Plateau)
        {
            Threads = _start.Threads,
        };
        try
        {
            var started = _time.GetTimestamp();
            var file = _checkpoints.Write(_start.CheckpointDirectory, header, _trainer.State);
            return (file with { Seconds = _time.GetElapsedTime(started).TotalSeconds }, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _link.Send(new LogMessage(LogLevelName.Warning, $"The checkpoint of step {step} was not written: {error.Message}"));
            return (null, error.Message);
        }
    }
}

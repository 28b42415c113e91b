using SweepCluster.Training.Augmentation;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using SweepCluster.Training.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>A network in training: augment, forward, backward, update.</summary>
internal sealed class BatchTrainer : IDisposable
{
    /// <summary>How much the loss of a side head counts (Szegedy et al. 2015, section 5).</summary>
    private const double SideHeadShare = 0.3;

    private readonly Network _network;
    private readonly AttemptPlan _plan;
    private readonly IOptimizer _optimizer;
    private readonly GradientClip _clip;
    private readonly TrainingLoss _loss;
    private readonly Augmenter _augmenter;
    private readonly WeightAverage? _average;
    private readonly Autocast? _autocast;
    private readonly LossScale? _scale;
    private readonly Scalar _sideHeadShare = SideHeadShare.ToScalar();

    public BatchTrainer(Network network, AttemptPlan plan, long seed, PixelStatistics pixels, Device device)
    {
        var settings = plan.Settings;
        _network = network;
        _plan = plan;
        _optimizer = settings.Optimizer.Create(network.Weights);
        _clip = new GradientClip(settings.ClipNorm);
        _loss = new TrainingLoss(settings.LabelSmoothing);
        _augmenter = new Augmenter(settings.Augmentation, seed, pixels, device);
        _average = settings.AverageDecay > 0 ? new WeightAverage(network.Weights, settings.AverageDecay) : null;
        _autocast = Autocast.For(settings.Precision, device);
        _scale = settings.Precision == ScalarType.Float16 ? new LossScale() : null;
        State = new[] { network.State, _optimizer.State, _average?.State, _scale?.State }
            .OfType<IReadOnlyDictionary<string, Tensor>>().SelectMany(state => state).ToDictionary();
    }

    /// <summary>The updates made so far, which is the schedule's position.</summary>
    public long Updates { get; private set; }

    /// <summary>The learning rate of the latest update.</summary>
    public double LearningRate { get; private set; }

    /// <summary>The tensors that decide how training goes on: weights, buffers and the optimiser's state, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Takes up training where the checkpoint left it.</summary>
    /// <exception cref="CheckpointException">It belongs to another network or optimiser.</exception>
    public void Restore(Checkpoint checkpoint)
    {
        checkpoint.CopyTo(State);
        Updates = checkpoint.Header.Updates;
    }

    /// <summary>Begins an epoch.</summary>
    public void Begin(int epoch) => _augmenter.Begin(epoch);

    public BatchAnswer Train(Batch batch)
    {
        var mixed = _augmenter.Apply(batch);
        var (loss, logits) = Forward(mixed);
        (_scale is null ? loss : _scale.Scale(loss)).backward();
        LearningRate = _plan.Settings.Schedule.At(Updates, _plan.TotalUpdates);
        using (no_grad())
        {
            if (_scale is null || _scale.Unscale(_network.Weights))
            {
                _clip.Apply(_network.Weights);
                _optimizer.Update(LearningRate, Updates);
            }
        }

        foreach (var weight in _network.Weights)
        {
            weight.Value.grad = null;
        }

        Updates++;
        _average?.Follow(Updates);
        return new BatchAnswer(loss, logits);
    }

    /// <summary>Does something with the weights that validation looks at: their average, where one is kept.</summary>
    public T WithValidatedWeights<T>(Func<T> look)
    {
        _average?.Swap();
        try
        {
            return look();
        }
        finally
        {
            _average?.Swap();
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _clip.Dispose();
        _sideHeadShare.Dispose();
    }

    private (Tensor Loss, Tensor Logits) Forward(MixedBatch batch)
    {
        _autocast?.SetEnabled(true);
        try
        {
            var logits = _network.Forward(batch.Images, training: true);
            var loss = _loss.Of(logits, batch);
            foreach (var side in _network.SideLogits)
            {
                loss = loss.add(_loss.Of(side, batch), _sideHeadShare);
            }

            return (loss, logits);
        }
        finally
        {
            _autocast?.SetEnabled(false);
        }
    }
}

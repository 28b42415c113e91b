using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>A network in training: forward, backward, update.</summary>
internal sealed class BatchTrainer : IDisposable
{
    /// <summary>How much the loss of a side head counts (Szegedy et al. 2015, section 5).</summary>
    private const double SideHeadShare = 0.3;

    private readonly Network _network;
    private readonly AttemptPlan _plan;
    private readonly IOptimizer _optimizer;
    private readonly GradientClip _clip;
    private readonly Scalar _sideHeadShare = SideHeadShare.ToScalar();

    public BatchTrainer(Network network, AttemptPlan plan)
    {
        _network = network;
        _plan = plan;
        _optimizer = plan.Settings.Optimizer.Create(network.Weights);
        _clip = new GradientClip(plan.Settings.ClipNorm);
        State = network.State.Concat(_optimizer.State).ToDictionary();
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

    public BatchAnswer Train(Batch batch)
    {
        var logits = _network.Forward(batch.Images, training: true);
        var loss = Loss(logits, batch.Labels);
        foreach (var side in _network.SideLogits)
        {
            loss = loss.add(Loss(side, batch.Labels), _sideHeadShare);
        }

        loss.backward();
        LearningRate = _plan.Settings.Schedule.At(Updates, _plan.TotalUpdates);
        using (no_grad())
        {
            _clip.Apply(_network.Weights);
            _optimizer.Update(LearningRate, Updates);
        }

        foreach (var weight in _network.Weights)
        {
            weight.Value.grad = null;
        }

        Updates++;
        return new BatchAnswer(loss, logits);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _clip.Dispose();
        _sideHeadShare.Dispose();
    }

    private Tensor Loss(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, label_smoothing: _plan.Settings.LabelSmoothing);
}

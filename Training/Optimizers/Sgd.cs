using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum, classic or Nesterov's (Sutskever et al. 2013), and weight decay coupled into the gradient.
/// </summary>
internal sealed class Sgd : IOptimizer
{
    private readonly (Weight Weight, Tensor? Velocity)[] _slots;
    private readonly SgdSettings _settings;
    private readonly Scalar _momentum;
    private readonly Scalar _weightDecay;

    public Sgd(IReadOnlyList<Weight> weights, SgdSettings settings)
    {
        _slots = [.. weights.Select(weight => (weight, settings.Momentum > 0 ? zeros_like(weight.Value) : null))];
        _settings = settings;
        _momentum = settings.Momentum.ToScalar();
        _weightDecay = settings.WeightDecay.ToScalar();
        State = _slots.Where(slot => slot.Velocity is not null)
            .ToDictionary(slot => slot.Weight.Name + ".velocity", slot => slot.Velocity!);
    }

    public IReadOnlyDictionary<string, Tensor> State { get; }

    public void Update(double learningRate, long update)
    {
        using var rate = (-learningRate).ToScalar();
        foreach (var (weight, velocity) in _slots)
        {
            var direction = weight.Value.grad!;
            if (_settings.Decays(weight))
            {
                direction.add_(weight.Value, _weightDecay);
            }

            if (velocity is not null)
            {
                velocity.mul_(_momentum).add_(direction, CachedScalars.One);
                direction = _settings.Nesterov ? direction.add_(velocity, _momentum) : velocity;
            }

            weight.Value.add_(direction, rate);
        }
    }

    public void Dispose()
    {
        _momentum.Dispose();
        _weightDecay.Dispose();
    }
}

using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton 2012), also centred and with momentum (Graves 2013); weight decay is coupled into the gradient.</summary>
internal sealed class RmsProp : IOptimizer
{
    private readonly Slot[] _slots;
    private readonly RmsPropSettings _settings;
    private readonly Scalar _decay;
    private readonly Scalar _oneMinusDecay;
    private readonly Scalar _momentum;
    private readonly Scalar _weightDecay;
    private readonly Scalar _minusOne = (-1.0).ToScalar();
    private readonly Scalar _epsilon = 1e-8.ToScalar();

    public RmsProp(IReadOnlyList<Weight> weights, RmsPropSettings settings)
    {
        _settings = settings;
        _slots = [.. weights.Select(weight => new Slot(
            weight,
            zeros_like(weight.Value),
            settings.IsCentered ? zeros_like(weight.Value) : null,
            settings.Momentum > 0 ? zeros_like(weight.Value) : null))];
        _decay = settings.Decay.ToScalar();
        _oneMinusDecay = (1 - settings.Decay).ToScalar();
        _momentum = settings.Momentum.ToScalar();
        _weightDecay = settings.WeightDecay.ToScalar();
        State = _slots.SelectMany(slot => slot.State).ToDictionary();
    }

    public IReadOnlyDictionary<string, Tensor> State { get; }

    public void Update(double learningRate, long update)
    {
        using var rate = (-learningRate).ToScalar();
        foreach (var (weight, square, mean, velocity) in _slots)
        {
            var gradient = weight.Value.grad!;
            if (_settings.Decays(weight))
            {
                gradient.add_(weight.Value, _weightDecay);
            }

            square.mul_(_decay).addcmul_(gradient, gradient, _oneMinusDecay);
            mean?.mul_(_decay).add_(gradient, _oneMinusDecay);
            var variance = mean is null ? square : square.addcmul(mean, mean, _minusOne);
            var scale = variance.sqrt().add_(_epsilon, CachedScalars.One);
            if (velocity is null)
            {
                weight.Value.addcdiv_(gradient, scale, rate);
            }
            else
            {
                velocity.mul_(_momentum).addcdiv_(gradient, scale, CachedScalars.One);
                weight.Value.add_(velocity, rate);
            }
        }
    }

    public void Dispose()
    {
        foreach (var scalar in new[] { _decay, _oneMinusDecay, _momentum, _weightDecay, _minusOne, _epsilon })
        {
            scalar.Dispose();
        }
    }

    private sealed record Slot(Weight Weight, Tensor Square, Tensor? Mean, Tensor? Velocity)
    {
        public IEnumerable<KeyValuePair<string, Tensor>> State => new[] { (Square, ".square"), (Mean, ".mean"), (Velocity, ".velocity") }
            .Where(entry => entry.Item1 is not null).Select(entry => KeyValuePair.Create(Weight.Name + entry.Item2, entry.Item1!));
    }
}

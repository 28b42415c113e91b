using SweepCluster.Training.Models;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015), with weight decay in the gradient, or AdamW, whose weight decay bypasses the moments (Loshchilov and Hutter
/// 2019).
/// </summary>
internal sealed class Adam : IOptimizer
{
    private const double Epsilon = 1e-8;

    private readonly (Weight Weight, Tensor First, Tensor Second)[] _slots;
    private readonly AdamSettings _settings;
    private readonly Scalar _beta1;
    private readonly Scalar _beta2;
    private readonly Scalar _oneMinusBeta1;
    private readonly Scalar _oneMinusBeta2;
    private readonly Scalar _weightDecay;
    private readonly Scalar _epsilon = Epsilon.ToScalar();

    public Adam(IReadOnlyList<Weight> weights, AdamSettings settings)
    {
        _settings = settings;
        _slots = [.. weights.Select(weight => (weight, zeros_like(weight.Value), zeros_like(weight.Value)))];
        _beta1 = settings.Beta1.ToScalar();
        _beta2 = settings.Beta2.ToScalar();
        _oneMinusBeta1 = (1 - settings.Beta1).ToScalar();
        _oneMinusBeta2 = (1 - settings.Beta2).ToScalar();
        _weightDecay = settings.WeightDecay.ToScalar();
        State = _slots.Select(slot => KeyValuePair.Create(slot.Weight.Name + ".first", slot.First))
            .Concat(_slots.Select(slot => KeyValuePair.Create(slot.Weight.Name + ".second", slot.Second)))
            .ToDictionary();
    }

    public IReadOnlyDictionary<string, Tensor> State { get; }

    public void Update(double learningRate, long update)
    {
        using var kept = (1 - (learningRate * _settings.WeightDecay)).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(_settings.Beta1, update + 1))).ToScalar();
        using var secondCorrection = (1 / Math.Sqrt(1 - Math.Pow(_settings.Beta2, update + 1))).ToScalar();
        foreach (var (weight, first, second) in _slots)
        {
            var gradient = weight.Value.grad!;
            if (_settings.Decays(weight))
            {
                _ = _settings.IsDecoupled ? weight.Value.mul_(kept) : gradient.add_(weight.Value, _weightDecay);
            }

            first.mul_(_beta1).add_(gradient, _oneMinusBeta1);
            second.mul_(_beta2).addcmul_(gradient, gradient, _oneMinusBeta2);
            var scale = second.sqrt().mul_(secondCorrection).add_(_epsilon, CachedScalars.One);
            weight.Value.addcdiv_(first, scale, rate);
        }
    }

    public void Dispose()
    {
        foreach (var scalar in new[] { _beta1, _beta2, _oneMinusBeta1, _oneMinusBeta2, _weightDecay, _epsilon })
        {
            scalar.Dispose();
        }
    }
}

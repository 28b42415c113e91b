using SweepCluster.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// Keeps half-precision gradients from vanishing (Micikevicius et al. 2018): the loss is multiplied by a factor before the backward pass and
/// the gradients are divided by it after. The factor halves when a gradient overflows, and that update is left out; it doubles after
/// many updates without.
/// </summary>
internal sealed class LossScale
{
    private const double Greatest = 1 << 24;
    private const int GrowthInterval = 2000;

    private readonly Tensor _state = tensor([65536.0, 0.0]);

    /// <summary>The factor and the updates since it changed, as they are kept in a checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor> { ["loss_scale"] = _state };

    /// <summary>The factor.</summary>
    public double Factor => _state[0].item<double>();

    private double GoodUpdates => _state[1].item<double>();

    /// <summary>The loss times the factor.</summary>
    public Tensor Scale(Tensor loss)
    {
        using var factor = Factor.ToScalar();
        return loss.mul(factor);
    }

    /// <summary>Divides the gradients; false when one is not finite, and the update is to be left out.</summary>
    public bool Unscale(IReadOnlyList<Weight> weights)
    {
        using var scope = NewDisposeScope();
        using var reciprocal = (1 / Factor).ToScalar();
        var sum = zeros(1, device: weights[0].Value.device);
        foreach (var weight in weights)
        {
            sum.add_(weight.Value.grad!.mul_(reciprocal).sum(), Numerics.CachedScalars.One);
        }

        var isFinite = double.IsFinite(sum.item<float>());
        Learn(isFinite);
        return isFinite;
    }

    private void Learn(bool isFinite)
    {
        var grows = isFinite && GoodUpdates + 1 >= GrowthInterval;
        var factor = !isFinite ? Math.Max(1, Factor / 2) : grows ? Math.Min(Greatest, Factor * 2) : Factor;
        var good = isFinite && !grows ? GoodUpdates + 1 : 0;
        using var next = tensor([factor, good]);
        _state.copy_(next);
    }
}

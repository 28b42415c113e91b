using SweepCluster.Contracts.Zoo.Nets;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// A layer around <see cref="BatchNormFormula"/> that owns its weights and moving averages. It needs no feature count: the first input, or
/// <see cref="Create"/>, tells it.
/// </summary>
/// <param name="name">Its name in the net.</param>
/// <param name="settings">Momentum, epsilon and which variance.</param>
/// <param name="store">Where its weights and averages are kept.</param>
/// <param name="startsAtZero">True when the gain starts at 0 instead of 1.</param>
internal sealed class ScratchBatchNorm(string name, NormSettings settings, WeightStore store, bool startsAtZero = false) : ILayer
{
    private (Tensor Gain, Tensor Shift, Tensor Mean, Tensor Variance)? _tensors;

    /// <summary>Makes weights and averages for that many channels; a second call changes nothing.</summary>
    public void Create(long channels) => _tensors ??= (
        store.Add(new WeightSpec(name + ".weight", WeightKind.NormGain, channels), startsAtZero),
        store.Add(new WeightSpec(name + ".bias", WeightKind.NormShift, channels)),
        store.AddBuffer(name + ".running_mean", zeros(channels)),
        store.AddBuffer(name + ".running_var", ones(channels)));

    public Tensor Forward(Tensor input, bool training)
    {
        Create(input.shape[1]);
        if (training)
        {
            BatchNorm.RefuseSingleValues(input);
        }

        var (gain, shift, mean, variance) = _tensors!.Value;
        return BatchNormFormula.Apply(
            input, gain, shift, mean, variance, training, settings.Momentum, settings.BiasedVariance, settings.Epsilon);
    }
}

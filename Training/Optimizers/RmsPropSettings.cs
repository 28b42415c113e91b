using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

/// <param name="WeightDecay">The weight decay.</param>
/// <param name="Decay">Decay of the mean square, which PyTorch calls alpha.</param>
/// <param name="Momentum">Momentum of the scaled gradient.</param>
/// <param name="IsCentered">True when the mean gradient's square is taken off the mean square.</param>
internal sealed record RmsPropSettings(double WeightDecay, double Decay, double Momentum, bool IsCentered) : OptimizerSettings(WeightDecay)
{
    public override IOptimizer Create(IReadOnlyList<Weight> weights) => new RmsProp(weights, this);
}

using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

/// <param name="WeightDecay">The weight decay.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="IsDecoupled">True for AdamW.</param>
internal sealed record AdamSettings(double WeightDecay, double Beta1, double Beta2, bool IsDecoupled) : OptimizerSettings(WeightDecay)
{
    public override IOptimizer Create(IReadOnlyList<Weight> weights) => new Adam(weights, this);
}

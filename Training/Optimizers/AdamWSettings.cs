using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

internal sealed record AdamWSettings(double WeightDecay, double Beta1, double Beta2) : OptimizerSettings(WeightDecay)
{
    public override IOptimizer Create(IReadOnlyList<Weight> weights) => new AdamW(weights, this);
}

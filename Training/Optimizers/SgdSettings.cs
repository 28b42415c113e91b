using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

internal sealed record SgdSettings(double WeightDecay, double Momentum, bool Nesterov) : OptimizerSettings(WeightDecay)
{
    public override IOptimizer Create(IReadOnlyList<Weight> weights) => new Sgd(weights, this);
}

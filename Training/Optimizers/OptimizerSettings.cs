using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

/// <summary>Which optimiser, with its settings. A closed family: <see cref="SgdSettings"/> and <see cref="AdamWSettings"/>.</summary>
internal abstract record OptimizerSettings(double WeightDecay)
{
    public static OptimizerSettings Read(ParameterReader parameters) => parameters.Choice("optimizer") switch
    {
        "sgd" => new SgdSettings(
            parameters.Real("weight_decay"), parameters.Real("momentum"), parameters.Flag("nesterov")),
        "adamw" => new AdamWSettings(
            parameters.Real("weight_decay"), parameters.Real("beta1"), parameters.Real("beta2")),
        var name => throw new InvalidOperationException($"The catalogue allows the optimiser '{name}', which is not written yet."),
    };

    /// <summary>The optimiser for these weights; its state belongs to the current dispose scope.</summary>
    public abstract IOptimizer Create(IReadOnlyList<Weight> weights);
}

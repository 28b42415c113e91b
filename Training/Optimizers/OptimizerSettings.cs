using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Models;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// Which optimiser, with its settings. A closed family: <see cref="SgdSettings"/>, <see cref="AdamSettings"/> and
/// <see cref="RmsPropSettings"/>.
/// </summary>
internal abstract record OptimizerSettings(double WeightDecay)
{
    /// <summary>True when norms and biases decay too.</summary>
    public bool DecaysEverything { get; init; }

    public static OptimizerSettings Read(ParameterReader parameters)
    {
        var weightDecay = parameters.Real("weight_decay");
        OptimizerSettings settings = parameters.Choice("optimizer") switch
        {
            "sgd" => new SgdSettings(weightDecay, parameters.Real("momentum"), parameters.Flag("nesterov")),
            "rmsprop" => new RmsPropSettings(
                weightDecay, parameters.Real("rmsprop_decay"), parameters.Real("rmsprop_momentum"), parameters.Flag("rmsprop_centered")),
            var name => new AdamSettings(weightDecay, parameters.Real("beta1"), parameters.Real("beta2"), IsDecoupled: name == "adamw"),
        };
        return settings with { DecaysEverything = parameters.Flag("decay_norms_and_biases") };
    }

    /// <summary>True when weight decay is for this weight.</summary>
    public bool Decays(Weight weight) => WeightDecay > 0 && (DecaysEverything || weight.Decays);

    /// <summary>The optimiser for these weights; its state belongs to the current dispose scope.</summary>
    public abstract IOptimizer Create(IReadOnlyList<Weight> weights);
}

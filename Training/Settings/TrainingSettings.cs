using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;

namespace SweepCluster.Training.Settings;

/// <summary>Everything a parameter set says about how to train what.</summary>
internal sealed record TrainingSettings(
    NetDefinition Net,
    InitKind Init,
    OptimizerSettings Optimizer,
    LearningRateSchedule Schedule,
    int? Epochs,
    int BatchSize,
    double LabelSmoothing,
    double ClipNorm)
{
    /// <param name="parameters">The parameter set.</param>
    /// <param name="image">The shape of one image.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="InfeasibleException">A name or value is not allowed, or a layer does not fit.</exception>
    public static TrainingSettings Read(ParameterReader parameters, FeatureShape image, int classes)
    {
        var net = ModelZoo.Define(parameters, image, classes);
        return new TrainingSettings(
            net,
            InitReader.Read(parameters, net.Architecture),
            OptimizerSettings.Read(parameters),
            LearningRateSchedule.Read(parameters),
            parameters.Has("epochs") ? parameters.Whole("epochs") : null,
            parameters.Whole("batch_size"),
            parameters.Real("label_smoothing"),
            parameters.Real("clip_norm"));
    }
}

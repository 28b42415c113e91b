using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;

namespace SweepCluster.Training.Settings;

/// <summary>Everything a parameter set says about how to train what.</summary>
internal sealed record TrainingSettings(
    IArchitecture Architecture,
    OptimizerSettings Optimizer,
    LearningRateSchedule Schedule,
    int? Epochs,
    int BatchSize,
    double LabelSmoothing,
    double ClipNorm)
{
    /// <exception cref="InfeasibleException">A name or value is not allowed.</exception>
    public static TrainingSettings Read(ParameterReader parameters) => new(
        ModelZoo.Read(parameters),
        OptimizerSettings.Read(parameters),
        LearningRateSchedule.Read(parameters),
        parameters.Has("epochs") ? parameters.Whole("epochs") : null,
        parameters.Whole("batch_size"),
        parameters.Real("label_smoothing"),
        parameters.Real("clip_norm"));
}

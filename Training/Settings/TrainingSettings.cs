using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Augmentation;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

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
    /// <summary>Decay of the average of weights; 0 for none.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Epochs without a lower validation loss after which training ends; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>How much lower a validation loss must be to count.</summary>
    public double MinDelta { get; init; }

    /// <summary>The number format of convolutions and matrix products.</summary>
    public ScalarType Precision { get; init; }

    /// <summary>True when the accuracy of each class is reported too.</summary>
    public bool ReportsClasses { get; init; }

    /// <summary>How training images are changed.</summary>
    public AugmentationSettings Augmentation { get; init; } = new(0, Flips: false, 0, 0);

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
            parameters.Real("clip_norm"))
        {
            AverageDecay = parameters.Real("ema_decay"),
            Patience = parameters.Whole("early_stop_patience"),
            MinDelta = parameters.Real("early_stop_min_delta"),
            Precision = Enum.Parse<ScalarType>(parameters.Choice("precision"), ignoreCase: true),
            ReportsClasses = parameters.Flag("per_class_metrics"),
            Augmentation = AugmentationSettings.Read(parameters),
        };
    }
}

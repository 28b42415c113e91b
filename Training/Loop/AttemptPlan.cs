using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Data;
using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Loop;

/// <summary>A start message, checked and worked out.</summary>
/// <param name="Settings">What the parameter set says.</param>
/// <param name="Split">Which images are trained on and which rank the trial.</param>
/// <param name="Side">The height and width of the images.</param>
/// <param name="Horizon">The steps that the learning rate's schedule spans.</param>
/// <param name="Steps">The steps after which the attempt is complete; at most the horizon.</param>
internal sealed record AttemptPlan(TrainingSettings Settings, DataSplit Split, int Side, int Horizon, int Steps)
{
    private const int SmallestSide = 4;
    private const int GreatestSide = 512;

    /// <summary>The optimiser's updates in one step.</summary>
    public long UpdatesPerStep => (Split.TrainingCount + Settings.BatchSize - 1) / Settings.BatchSize;

    /// <summary>The optimiser's updates in the whole schedule.</summary>
    public long TotalUpdates => UpdatesPerStep * Horizon;

    /// <exception cref="InfeasibleException">The parameters or the task cannot be trained.</exception>
    public static AttemptPlan From(StartMessage start)
    {
        var task = start.Task;
        var dataset = Datasets.Find(task);
        if (task.Image is < SmallestSide or > GreatestSide)
        {
            throw new InfeasibleException($"The image size was {task.Image}; it must be from {SmallestSide} to {GreatestSide} pixels.");
        }

        var settings = TrainingSettings.Read(
            new ParameterReader(start.Parameters), new FeatureShape(dataset.Channels, task.Image, task.Image), dataset.Labels.Count);
        var horizon = settings.Epochs ?? start.MaxStep ?? DefaultEpochs();
        var split = new DataSplit(dataset.Count(DataPart.Training), task.Train, task.Validation);
        return new AttemptPlan(settings, split, task.Image, horizon, Math.Min(horizon, start.MaxStep ?? horizon));
    }

    private static int DefaultEpochs() =>
        int.Parse(HyperparameterCatalog.Find("epochs")!.Default, System.Globalization.CultureInfo.InvariantCulture);
}

namespace SweepCluster.Contracts.Zoo;

/// <summary>Everything the built-in trainer can be told in a sweep file, and every metric it reports.</summary>
public static class HyperparameterCatalog
{
    /// <summary>The families of the model zoo, by the name that the parameter <c>model</c> takes.</summary>
    public static IReadOnlyList<string> Families { get; } = ["lenet", "alexnet", "vgg", "nin", "googlenet", "resnet", "densenet"];

    /// <summary>All hyperparameters, first the training's own, then each family's.</summary>
    public static IReadOnlyList<Hyperparameter> All { get; } =
    [
        .. TrainingHyperparameters.All,
        .. ModelHyperparameters.All,
    ];

    /// <summary>The metrics that every report of the built-in trainer holds.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        ["val_accuracy", "val_loss", "train_accuracy", "train_loss", "lr", "images_per_second", "peak_memory_mib"];

    /// <summary>The hyperparameter of that name; null when the trainer does not know it.</summary>
    public static Hyperparameter? Find(string name) => All.FirstOrDefault(candidate => candidate.Name == name);

    internal static Hyperparameter Whole(string name, string summary, int min, int max, int normal, string? family = null) =>
        new(name, HyperparameterKind.WholeNumber, summary)
        {
            Min = min,
            Max = max,
            Default = normal.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Family = family,
        };

    internal static Hyperparameter Real(string name, string summary, double min, double max, string normal, string? family = null) =>
        new(name, HyperparameterKind.RealNumber, summary) { Min = min, Max = max, Default = normal, Family = family };

    internal static Hyperparameter Choice(
        string name, string summary, IReadOnlyList<string> choices, string normal, string? family = null) =>
        new(name, HyperparameterKind.Choice, summary) { Choices = choices, Default = normal, Family = family };

    internal static Hyperparameter Flag(string name, string summary, string normal, string? family = null) =>
        new(name, HyperparameterKind.Flag, summary) { Default = normal, Family = family };

    internal static Hyperparameter Numbers(
        string name, string summary, int minCount, int maxCount, double min, double max, string normal, string? family, bool whole = true) =>
        new(name, HyperparameterKind.Numbers, summary)
        {
            MinCount = minCount,
            MaxCount = maxCount,
            Min = min,
            Max = max,
            WholeEntries = whole,
            Default = normal,
            Family = family,
        };
}

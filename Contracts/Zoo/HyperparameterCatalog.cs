namespace SweepCluster.Contracts.Zoo;

/// <summary>Everything the built-in trainer can be told in a sweep file, and every metric it reports.</summary>
public static class HyperparameterCatalog
{
    /// <summary>The families of the model zoo, by the name that the parameter <c>model</c> takes.</summary>
    public static IReadOnlyList<string> Families { get; } = ["lenet", "alexnet", "vgg", "nin", "googlenet", "resnet", "densenet"];

    /// <summary>All hyperparameters, first the training's own, then each family's.</summary>
    public static IReadOnlyList<Hyperparameter> All { get; } =
    [
        Choice("model", "Which family of networks is trained.", Families, "lenet"),
        Whole("epochs", "How many times the training images are gone through.", 1, 1000, 10),
        Whole("batch_size", "Images per training step.", 1, 4096, 128),
        Choice("optimizer", "How gradients become updates.", ["sgd", "adamw"], "sgd"),
        Real("lr", "The learning rate at its peak.", 1e-7, 10, "0.05"),
        Real("momentum", "Momentum of SGD.", 0, 0.9999, "0.9"),
        Flag("nesterov", "Nesterov's momentum instead of the classic one, for SGD.", "false"),
        Real("beta1", "Decay of AdamW's first moment.", 0, 0.9999, "0.9"),
        Real("beta2", "Decay of AdamW's second moment.", 0, 0.99999, "0.999"),
        Real("weight_decay", "Weight decay, coupled for SGD and decoupled for AdamW; biases and norms are exempt.", 0, 1, "0.0005"),
        Choice("schedule", "How the learning rate changes over the training.", ["constant", "cosine"], "cosine"),
        Real("warmup", "The fraction of training over which the learning rate rises from 0.", 0, 0.9, "0"),
        Real("label_smoothing", "Label smoothing of the loss.", 0, 0.9, "0"),
        Real("clip_norm", "Greatest norm of the gradient; 0 for no clipping.", 0, 1e6, "0"),

        .. ModelHyperparameters.All,
    ];

    /// <summary>The metrics that every report of the built-in trainer holds.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        ["val_accuracy", "val_loss", "train_accuracy", "train_loss", "lr", "images_per_second"];

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
        string name, string summary, int minCount, int maxCount, double min, double max, string normal, string family, bool whole = true) =>
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

using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>task</c>: the name of a data set, a data set with sizes, or the user's own program.</summary>
internal static class TaskReader
{
    private const string External = "external";
    private const int SmallestImage = 8;
    private const int GreatestImage = 256;
    private const string Forms =
        "the name of a data set, {dataset: fashion-mnist, …}, {dataset: folder, path: …, …}, {command: [program, argument, …]} or external";

    public static TaskSpec? Read(Section sweep, Remarks remarks)
    {
        if (sweep.Require("task") is not { } node)
        {
            return null;
        }

        if (node is ScalarNode)
        {
            var name = node.AsChoice("task", [.. DatasetCatalog.All.Select(dataset => dataset.Name), External], remarks);
            return name == External ? new ExternalTask() : DatasetCatalog.Find(name) is { } known ? DefaultOf(known) : null;
        }

        var task = Section.Open(node, "task", Forms, remarks);
        if (task is null)
        {
            return null;
        }

        TaskSpec? spec = task.Has("command") ? ReadProgram(task, remarks) : ReadDataset(task, remarks);
        task.Finish();
        return spec;
    }

    private static ProgramTask? ReadProgram(Section task, Remarks remarks)
    {
        var name = task.NameOf("command");
        if (task.Take("command")?.AsItems(name, "a list with the program and its arguments", remarks) is not { } items)
        {
            return null;
        }

        ImmutableArray<string?> words = [.. items.Select(item => item.AsText(name, remarks))];
        return words.Contains(null) ? null : new ProgramTask([.. words.Select(word => word!)]);
    }

    private static DatasetTask? ReadDataset(Section task, Remarks remarks)
    {
        var name = task.Require("dataset")?.AsChoice(task.NameOf("dataset"), DatasetCatalog.Names, remarks);
        return name == DatasetCatalog.Folder ? ReadFolder(task, remarks) : ReadKnown(DatasetCatalog.Find(name), task, remarks);
    }

    /// <summary>Reads the sizes even when the name is wrong, so that all errors are told at once.</summary>
    private static DatasetTask? ReadKnown(DatasetInfo? known, Section task, Remarks remarks)
    {
        var dataset = known ?? DatasetCatalog.FashionMnist;
        var defaults = DefaultOf(dataset);
        var spec = defaults with
        {
            Train = task.TakeWhole("train", 1, dataset.Training) ?? defaults.Train,
            Validation = task.TakeWhole("validation", 1, dataset.Training) ?? defaults.Validation,
            Image = task.TakeWhole("image", SmallestImage, GreatestImage) ?? defaults.Image,
        };
        if (known is not null && spec.Train + spec.Validation > dataset.Training)
        {
            remarks.Error(
                task.Place,
                FormattableString.Invariant($"task has {spec.Train} images to train on and {spec.Validation} to validate with"),
                FormattableString.Invariant($"train and validation together must be at most {dataset.Training}, the data set's training part"));
        }

        return known is null ? null : spec;
    }

    /// <summary>How many images a folder holds is not known here, so the file has to say how many are used.</summary>
    private static DatasetTask? ReadFolder(Section task, Remarks remarks)
    {
        var path = task.Require("path")?.AsText(task.NameOf("path"), remarks);
        var train = (int?)task.Require("train")?.AsWhole(task.NameOf("train"), 1, int.MaxValue, remarks);
        var validation = (int?)task.Require("validation")?.AsWhole(task.NameOf("validation"), 1, int.MaxValue, remarks);
        var image = (int?)task.Require("image")?.AsWhole(task.NameOf("image"), SmallestImage, GreatestImage, remarks);
        return path is null || train is null || validation is null || image is null
            ? null
            : new DatasetTask(DatasetCatalog.Folder, train.Value, validation.Value, image.Value, path);
    }

    private static DatasetTask DefaultOf(DatasetInfo dataset) =>
        new(dataset.Name, dataset.DefaultTrain, dataset.DefaultValidation, dataset.Side);
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>task</c>: the name of a data set, a data set with sizes, or the user's own program.</summary>
internal static class TaskReader
{
    private const string FashionMnist = "fashion-mnist";
    private const int Images = 60_000;
    private const string Forms = "fashion-mnist, {dataset: fashion-mnist, …} or {command: [program, argument, …]}";

    public static TaskSpec? Read(Section sweep, Remarks remarks)
    {
        if (sweep.Require("task") is not { } node)
        {
            return null;
        }

        if (node is ScalarNode)
        {
            return node.AsChoice("task", [FashionMnist], remarks) is { } name ? new DatasetTask(name) : null;
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
        var dataset = task.Require("dataset")?.AsChoice(task.NameOf("dataset"), [FashionMnist], remarks);
        var defaults = new DatasetTask(FashionMnist);
        var spec = defaults with
        {
            Train = task.TakeWhole("train", 1, Images) ?? defaults.Train,
            Validation = task.TakeWhole("validation", 1, Images) ?? defaults.Validation,
            Image = task.TakeWhole("image", 8, 256) ?? defaults.Image,
        };
        if (spec.Train + spec.Validation > Images)
        {
            remarks.Error(
                task.Place,
                FormattableString.Invariant($"task has {spec.Train} images to train on and {spec.Validation} to validate with"),
                FormattableString.Invariant($"train and validation together must be at most {Images}, the data set's training part"));
        }

        return dataset is null ? null : spec;
    }
}

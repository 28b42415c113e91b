using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>metric</c>: one objective, or a list of several.</summary>
internal sealed class ObjectiveReader(TaskSpec? task, Remarks remarks)
{
    private const string Form = "a mapping such as {name: val_accuracy, goal: maximize}";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ImmutableArray<Objective> Read(Section sweep) => sweep.Require("metric") switch
    {
        null => [],
        ListNode list => ReadAll(list),
        var single => ReadOne(single, isAlone: true) is { } objective ? [objective] : [],
    };

    private ImmutableArray<Objective> ReadAll(ListNode list)
    {
        var items = list.AsItems("metric", $"{Form} or a list of them", remarks) ?? [];
        return [.. items.Select(item => ReadOne(item, items.Length == 1)).OfType<Objective>()];
    }

    private Objective? ReadOne(Node node, bool isAlone)
    {
        var metric = Section.Open(node, "metric", Form, remarks);
        if (metric is null)
        {
            return null;
        }

        var name = ReadName(metric);
        var goal = metric.Require("goal")?.AsChoice(metric.NameOf("goal"), ["minimize", "maximize"], remarks);
        var target = ReadTarget(metric, isAlone);
        metric.Finish();
        return name is null || goal is null
            ? null
            : new Objective(name, goal == "minimize" ? Direction.Minimize : Direction.Maximize, target);
    }

    private string? ReadName(Section metric)
    {
        if (metric.Require("name") is not { } node || node.AsText(metric.NameOf("name"), remarks) is not { } name)
        {
            return null;
        }

        if (!_names.Add(name))
        {
            remarks.Error(
                node.Place,
                $"the metric '{name}' stands here a second time",
                "each objective needs its own metric");
        }

        if (task is DatasetTask && !HyperparameterCatalog.Metrics.Contains(name))
        {
            remarks.Error(
                node.Place,
                $"the built-in trainer reports no metric '{name}'",
                Nearest.Among(name, [.. HyperparameterCatalog.Metrics]));
        }

        return name;
    }

    private double? ReadTarget(Section metric, bool isAlone)
    {
        var node = metric.Take("target");
        if (node is not null && !isAlone)
        {
            remarks.Error(node.Place, "one of several metrics has a target", "only a single metric may have one");
        }

        return node?.AsNumber(metric.NameOf("target"), remarks);
    }
}

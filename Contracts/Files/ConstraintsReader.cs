using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>constraints</c>: bounds on what a network of the built-in trainer may cost.</summary>
internal static class ConstraintsReader
{
    private const string Form = "a mapping such as {parameters: {max: 2M}, macs: {min: 1M, max: 30M}}";
    private const string BoundsForm = "a mapping such as {min: 1M, max: 30M} or {target: 10M, within: 0.02}";
    private const double MostWithin = 0.5;

    public static NetConstraints? Read(Section sweep, TaskSpec? task, Remarks remarks)
    {
        if (sweep.Take("constraints") is not { } node)
        {
            return null;
        }

        if (task is ProgramTask)
        {
            remarks.Error(
                node.Place,
                "constraints stand beside a task with a command, whose networks SweepCluster does not know",
                "leave them out; they are for the built-in trainer");
            return null;
        }

        if (Section.Open(node, "constraints", Form, remarks) is not { } section)
        {
            return null;
        }

        var constraints = new NetConstraints(ReadBounds(section, "parameters", remarks), ReadBounds(section, "macs", remarks));
        if (!section.Has("parameters") && !section.Has("macs"))
        {
            remarks.Error(section.Place, "constraints has neither parameters nor macs", $"it must be {Form}");
        }

        section.Finish();
        return constraints;
    }

    private static CostBounds? ReadBounds(Section constraints, string quantity, Remarks remarks)
    {
        if (constraints.TakeSection(quantity, BoundsForm) is not { } section)
        {
            return null;
        }

        var bounds = section.Has("target") || section.Has("within") ? ReadTarget(section, remarks) : ReadRange(section, remarks);
        section.Finish();
        return bounds;
    }

    private static CostBounds? ReadTarget(Section section, Remarks remarks)
    {
        foreach (var key in new[] { "min", "max" })
        {
            if (section.Take(key) is { } node)
            {
                remarks.Error(node.Place, $"{section.Title} has {key} beside a target", "give either target and within, or min and max");
            }
        }

        var target = section.Require("target")?.AsCount(section.NameOf("target"), remarks);
        var within = section.Require("within") is { } share ? ReadWithin(share, section, remarks) : null;
        return target is null || within is null ? null : CostBounds.Around(target.Value, within.Value);
    }

    private static double? ReadWithin(Node node, Section section, Remarks remarks)
    {
        if (node is ScalarNode { Value: { IsNumber: true, Number: > 0 and <= MostWithin and var within } })
        {
            return within;
        }

        remarks.Error(
            node.Place,
            $"{section.NameOf("within")} is {node.Description}",
            FormattableString.Invariant($"it must be a number above 0 and at most {MostWithin}, the share of the target"));
        return null;
    }

    private static CostBounds ReadRange(Section section, Remarks remarks)
    {
        var min = section.Take("min")?.AsCount(section.NameOf("min"), remarks);
        var maxNode = section.Take("max");
        var max = maxNode?.AsCount(section.NameOf("max"), remarks);
        if (!section.Has("min") && maxNode is null)
        {
            remarks.Error(section.Place, $"{section.Title} has no bound", $"it must be {BoundsForm}");
        }
        else if (max < min)
        {
            remarks.Error(
                maxNode!.Place,
                FormattableString.Invariant($"{section.Title} has max {max} below min {min}"),
                "max must be at least min");
        }

        return new CostBounds(min, max);
    }
}

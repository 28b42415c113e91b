using System.Collections.Immutable;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads single values from nodes. Each method reports a node that does not fit and returns null for it.</summary>
internal static class NodeValues
{
    public static string? AsText(this Node node, string name, Remarks remarks)
    {
        if (node is ScalarNode { IsEmpty: false } scalar)
        {
            return scalar.Text;
        }

        Report(node, name, "a text", remarks);
        return null;
    }

    public static string? AsChoice(this Node node, string name, IReadOnlyCollection<string> allowed, Remarks remarks)
    {
        if (node is ScalarNode scalar && allowed.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        remarks.Error(node.Place, $"{name} is {node.Description}", Nearest.Among((node as ScalarNode)?.Text ?? "", allowed));
        return null;
    }

    public static long? AsWhole(this Node node, string name, long min, long max, Remarks remarks)
    {
        var allowed = max == int.MaxValue
            ? FormattableString.Invariant($"a whole number of at least {min}")
            : FormattableString.Invariant($"a whole number from {min} to {max}");
        return node is ScalarNode { Value: { Kind: ParameterValueKind.Integer, Integer: var whole } } && whole >= min && whole <= max
            ? whole
            : Refuse<long>(node, name, allowed, remarks);
    }

    public static double? AsNumber(this Node node, string name, Remarks remarks) =>
        node is ScalarNode { Value: { IsNumber: true } value } ? value.Number : Refuse<double>(node, name, "a finite number", remarks);

    public static double? AsNumber(this Node node, string name, double min, double max, Remarks remarks)
    {
        var allowed = max == double.MaxValue
            ? FormattableString.Invariant($"a finite number of at least {min}")
            : FormattableString.Invariant($"a number from {min} to {max}");
        return node is ScalarNode { Value: { IsNumber: true, Number: var number } } && number >= min && number <= max
            ? number
            : Refuse<double>(node, name, allowed, remarks);
    }

    public static double? AsPositive(this Node node, string name, Remarks remarks) =>
        node is ScalarNode { Value: { IsNumber: true, Number: > 0 and var number } }
            ? number
            : Refuse<double>(node, name, "a finite number above 0", remarks);

    public static TimeSpan? AsDuration(this Node node, string name, Remarks remarks) =>
        node is ScalarNode scalar && DurationText.Parse(scalar.Text) is { } duration
            ? duration
            : Refuse<TimeSpan>(node, name, "a duration from 1s to 365d, such as 90s, 2m or 1h30m", remarks);

    public static long? AsCount(this Node node, string name, Remarks remarks) =>
        node is ScalarNode scalar && CountText.Parse(scalar.Text) is { } count
            ? count
            : Refuse<long>(node, name, "a whole number from 1 to 2^53, such as 30000, 64k, 2M or 1.5G", remarks);

    public static long? AsSize(this Node node, string name, Remarks remarks) =>
        node is ScalarNode scalar && SizeText.Parse(scalar.Text) is { } bytes
            ? bytes
            : Refuse<long>(node, name, "an amount of memory with its unit from 1MiB to 1024TiB, such as 6GiB or 800MB", remarks);

    public static ParameterValue? AsValue(this Node node, string name, Remarks remarks) =>
        node is ScalarNode { Value: { } value }
            ? value
            : Refuse<ParameterValue>(node, name, "a text, a finite number, true or false", remarks);

    /// <summary>Reads a list of at least one item, or a single item in place of a list. Items that do not fit are left out.</summary>
    public static ImmutableArray<Located<ParameterValue>> AsValues(this Node node, string name, Remarks remarks)
    {
        var values = ImmutableArray.CreateBuilder<Located<ParameterValue>>();
        foreach (var item in node is ListNode list ? list.Items : [node])
        {
            if (item.AsValue(name, remarks) is { } value)
            {
                values.Add(new Located<ParameterValue>(value, item.Place));
            }
        }

        return values.ToImmutable();
    }

    /// <summary>The items of a list that has at least one; null and a report for anything else.</summary>
    public static ImmutableArray<Node>? AsItems(this Node node, string name, string allowed, Remarks remarks) =>
        node is ListNode { Items: { IsEmpty: false } items } ? items : Refuse<ImmutableArray<Node>>(node, name, allowed, remarks);

    private static T? Refuse<T>(Node node, string name, string allowed, Remarks remarks)
        where T : struct
    {
        Report(node, name, allowed, remarks);
        return null;
    }

    private static void Report(Node node, string name, string allowed, Remarks remarks)
    {
        var seen = node is ListNode { Items.IsEmpty: true } ? "an empty list" : node.Description;
        remarks.Error(node.Place, $"{name} is {seen}", $"it must be {allowed}");
    }
}

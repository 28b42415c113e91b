using System.Collections.Immutable;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads the <c>when</c> of a parameter: other parameters' names, each with the value or values that must hold.</summary>
internal static class ConditionReader
{
    public static ImmutableArray<ConditionEntry> Read(Section parameter, Remarks remarks)
    {
        switch (parameter.Take("when"))
        {
            case null:
                return [];
            case MappingNode { Entries: { IsEmpty: false } entries }:
                return [.. entries.Select(entry => ReadOne(entry, remarks))];
            case var node:
                var seen = node is MappingNode ? "an empty mapping" : node.Description;
                remarks.Error(
                    node.Place,
                    $"{parameter.NameOf("when")} is {seen}",
                    "it must be a mapping such as {model: resnet} or {model: [lenet, resnet]}");
                return [];
        }
    }

    private static ConditionEntry ReadOne(MappingEntry entry, Remarks remarks)
    {
        var name = $"the condition on '{entry.Key.Text}'";
        if (entry.Value is ListNode { Items.IsEmpty: true })
        {
            remarks.Error(entry.Value.Place, $"{name} has no value", "give at least one");
        }

        return new ConditionEntry(new Located<string>(entry.Key.Text, entry.Key.Place), entry.Value.AsValues(name, remarks));
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>parameters</c> one by one; what they say about each other is checked afterwards.</summary>
internal static partial class ParameterReader
{
    private const int MaxParameters = 256;
    private const string Form = "a mapping such as {value: 1}, {values: [1, 2]} or {min: 1, max: 2}";

    public static ImmutableArray<ParameterEntry> Read(Section sweep, Remarks remarks)
    {
        switch (sweep.Require("parameters"))
        {
            case null:
                return [];
            case MappingNode { Entries: { Length: >= 1 and <= MaxParameters } entries }:
                return [.. entries.Select(entry => ReadOne(entry, remarks)).OfType<ParameterEntry>()];
            case var node:
                remarks.Error(
                    node.Place,
                    $"parameters is {Describe(node)}",
                    $"it must be a mapping of 1 to {MaxParameters} names, each with its values");
                return [];
        }
    }

    private static string Describe(Node node) => node is MappingNode { Entries.Length: var count }
        ? FormattableString.Invariant($"a mapping of {count} names")
        : node.Description;

    private static ParameterEntry? ReadOne(MappingEntry entry, Remarks remarks)
    {
        var name = entry.Key.Text;
        if (!Name().IsMatch(name))
        {
            remarks.Error(
                entry.Key.Place,
                $"a parameter is named {entry.Key.Description}",
                "names are 1 to 64 letters, digits and _ . -, first a letter or _");
        }

        var section = Section.Open(entry.Value, $"parameter '{name}'", Form, remarks);
        if (section is null)
        {
            return null;
        }

        var when = ConditionReader.Read(section, remarks);
        var domain = DomainReader.Read(section, remarks);
        return new ParameterEntry(new Located<string>(name, entry.Key.Place), domain, when);
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex Name();
}

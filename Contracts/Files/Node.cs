using System.Collections.Immutable;

namespace SweepCluster.Contracts.Files;

/// <summary>One piece of a YAML document and where it stands.</summary>
internal abstract record Node(Place Place)
{
    /// <summary>The node in a few words, for "lr is …".</summary>
    public abstract string Description { get; }
}

internal sealed record ListNode(Place Place, ImmutableArray<Node> Items) : Node(Place)
{
    public override string Description => "a list";
}

internal sealed record MappingNode(Place Place, ImmutableArray<MappingEntry> Entries) : Node(Place)
{
    public override string Description => "a mapping";

    public Node? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
}

/// <summary>A key with its value; keys are distinct within their mapping.</summary>
internal readonly record struct MappingEntry(ScalarNode Key, Node Value);

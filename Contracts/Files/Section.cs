namespace SweepCluster.Contracts.Files;

/// <summary>
/// A mapping of the file that is read key by key. What was never asked for when reading finishes is an unknown key.
/// </summary>
internal sealed class Section
{
    /// <summary>The title of the whole file; its keys are named without it.</summary>
    public const string Root = "the sweep";

    private readonly MappingNode _node;
    private readonly Remarks _remarks;
    private readonly List<string> _known = [];

    private Section(MappingNode node, string title, Remarks remarks)
    {
        _node = node;
        Title = title;
        _remarks = remarks;
    }

    public Place Place => _node.Place;

    /// <summary>How messages call the mapping.</summary>
    public string Title { get; }

    /// <summary>Opens a node that has to be a mapping; reports it and returns null when it is something else.</summary>
    public static Section? Open(Node node, string title, string allowed, Remarks remarks)
    {
        if (node is MappingNode mapping)
        {
            return new Section(mapping, title, remarks);
        }

        remarks.Error(node.Place, $"{title} is {node.Description}", $"it must be {allowed}");
        return null;
    }

    public bool Has(string key) => _node[key] is not null;

    public Node? Take(string key)
    {
        _known.Add(key);
        return _node[key];
    }

    /// <summary>As <see cref="Take"/>, and reports a key that is not there.</summary>
    public Node? Require(string key)
    {
        var node = Take(key);
        if (node is null)
        {
            _remarks.Error(Place, $"{Title} has no {key}", $"{key} is required");
        }

        return node;
    }

    /// <summary>Takes a mapping and opens it; null when the key is absent.</summary>
    public Section? TakeSection(string key, string allowed) =>
        Take(key) is { } node ? Open(node, key, allowed, _remarks) : null;

    public string? TakeText(string key) => Take(key)?.AsText(NameOf(key), _remarks);

    public int? TakeWhole(string key, int min, int max = int.MaxValue) => (int?)Take(key)?.AsWhole(NameOf(key), min, max, _remarks);

    public double? TakePositive(string key) => Take(key)?.AsPositive(NameOf(key), _remarks);

    public TimeSpan? TakeDuration(string key) => Take(key)?.AsDuration(NameOf(key), _remarks);

    public long? TakeSize(string key) => Take(key)?.AsSize(NameOf(key), _remarks);

    public string? TakeChoice(string key, params IReadOnlyCollection<string> allowed) =>
        Take(key)?.AsChoice(NameOf(key), allowed, _remarks);

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in _node.Entries.Where(entry => !_known.Contains(entry.Key.Text)))
        {
            _remarks.Error(key.Place, $"{Title} has the unknown key {key.Description}", Nearest.Among(key.Text, _known));
        }
    }

    /// <summary>How messages call the value of a key.</summary>
    public string NameOf(string key) => Title == Root ? key : $"{key} of {Title}";
}

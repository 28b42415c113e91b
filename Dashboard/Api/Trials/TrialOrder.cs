using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>An order of trials, by fields. Trials without a value come last whichever way the field is sorted.</summary>
internal sealed class TrialOrder
{
    private readonly List<(TrialField Field, bool Descends)> _keys;

    private TrialOrder(List<(TrialField Field, bool Descends)> keys) => _keys = keys;

    /// <summary>Reads fields that commas part; one after a minus sign sorts from the greatest down. By number when nothing is given.</summary>
    /// <exception cref="ApiProblem">A field has no name.</exception>
    public static TrialOrder Parse(string? text)
    {
        var words = string.IsNullOrWhiteSpace(text) ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        return new TrialOrder([.. words.Select(Key)]);
    }

    /// <summary>Sorts; equal trials stay in the order of their numbers.</summary>
    public IReadOnlyList<TrialSnapshot> Sort(IEnumerable<TrialSnapshot> trials)
    {
        var sorted = trials.OrderBy(_ => 0);
        foreach (var (field, descends) in _keys)
        {
            sorted = sorted.ThenBy(trial => field.Of(trial) is null);
            sorted = descends ? sorted.ThenByDescending(field.Of, ValueComparer.Instance) : sorted.ThenBy(field.Of, ValueComparer.Instance);
        }

        return [.. sorted.ThenBy(trial => trial.Number)];
    }

    private static (TrialField Field, bool Descends) Key(string word)
    {
        var descends = word.StartsWith('-');
        var name = descends ? word[1..] : word;
        return name.Length > 0
            ? (TrialField.Of(name), descends)
            : throw ApiProblem.BadRequest("sort", "sort has an empty field; it must be a list such as rank,-step.");
    }

    /// <summary>Numbers before texts, each in their order.</summary>
    private sealed class ValueComparer : IComparer<object?>
    {
        public static readonly ValueComparer Instance = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (double a, double b) => a.CompareTo(b),
            (double, _) => -1,
            (_, double) => 1,
            _ => string.CompareOrdinal(x?.ToString(), y?.ToString()),
        };
    }
}

namespace SweepCluster.Contracts.Trials;

/// <summary>An order of trials, by fields. Trials without a value come last whichever way the field is sorted; equal ones stay in the order of their numbers.</summary>
public sealed class TrialOrder
{
    private readonly List<(TrialField Field, bool Descends)> _keys;

    private TrialOrder(List<(TrialField Field, bool Descends)> keys) => _keys = keys;

    /// <summary>Reads fields that commas part; one after a minus sign sorts from the greatest down. By number when nothing is given.</summary>
    /// <exception cref="FormatException">A field has no name, or one that trials do not have.</exception>
    public static TrialOrder Parse(string? text, TrialFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var words = string.IsNullOrWhiteSpace(text) ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        return new TrialOrder([.. words.Select(word => Key(word, fields))]);
    }

    /// <summary>Sorts.</summary>
    public List<T> Sort<T>(IEnumerable<T> trials)
        where T : ITrialFacts
    {
        var sorted = trials.OrderBy(_ => 0);
        foreach (var (field, descends) in _keys)
        {
            sorted = sorted.ThenBy(trial => field.OrderOf(trial) is null);
            sorted = descends
                ? sorted.ThenByDescending(trial => field.OrderOf(trial), ValueComparer.Instance)
                : sorted.ThenBy(trial => field.OrderOf(trial), ValueComparer.Instance);
        }

        return [.. sorted.ThenBy(trial => trial.Number)];
    }

    private static (TrialField Field, bool Descends) Key(string word, TrialFields fields)
    {
        var descends = word.StartsWith('-');
        var name = descends ? word[1..] : word;
        return name.Length > 0
            ? (fields[name], descends)
            : throw new FormatException("The order has an empty field; it must be a list such as rank,-step.");
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

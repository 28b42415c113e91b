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
        var decorated = trials.Select(trial => (Trial: trial, Values: _keys.ConvertAll(key => key.Field.OrderOf(trial)))).ToList();
        decorated.Sort((a, b) => Compare(a.Values, b.Values) is var order and not 0 ? order : a.Trial.Number.CompareTo(b.Trial.Number));
        return decorated.ConvertAll(pair => pair.Trial);
    }

    private int Compare(List<object?> a, List<object?> b)
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            var order = (a[i], b[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                ({ } one, { } other) => _keys[i].Descends ? Compare(other, one) : Compare(one, other),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Numbers before texts, each in their order.</summary>
    private static int Compare(object one, object other) => (one, other) switch
    {
        (double a, double b) => a.CompareTo(b),
        (double, _) => -1,
        (_, double) => 1,
        _ => string.CompareOrdinal(one.ToString(), other.ToString()),
    };

    private static (TrialField Field, bool Descends) Key(string word, TrialFields fields)
    {
        var descends = word.StartsWith('-');
        var name = descends ? word[1..] : word;
        return name.Length > 0
            ? (fields[name], descends)
            : throw new FormatException("The order has an empty field; it must be a list such as rank,-step.");
    }
}

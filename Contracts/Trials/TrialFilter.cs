using System.Globalization;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Contracts.Trials;

/// <summary>
/// Conditions on trials, parted by commas or blanks, all of which must hold. One is a field, an operator and a value: <c>:</c> and <c>=</c>,
/// <c>!:</c> and <c>!=</c> compare numbers as numbers and anything else as text, and take several values with a bar between them, as in
/// <c>status:completed|pruned</c>; <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c> compare numbers. A trial without a value meets no
/// condition on it. A word alone is a part of the reason. Double quotes hold blanks and commas together.
/// </summary>
public sealed partial class TrialFilter
{
    private readonly List<Func<ITrialFacts, bool>> _conditions;

    private TrialFilter(List<Func<ITrialFacts, bool>> conditions) => _conditions = conditions;

    /// <summary>Lets every trial through.</summary>
    public static TrialFilter All { get; } = new([]);

    /// <summary>Reads conditions; none when nothing is given.</summary>
    /// <exception cref="FormatException">One cannot be read, or names what trials do not have.</exception>
    public static TrialFilter Parse(string? text, TrialFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new TrialFilter([.. Word().Matches(text ?? "").Select(word => Condition(word.Value, fields))]);
    }

    /// <summary>True when the trial meets them all.</summary>
    public bool Holds(ITrialFacts trial) => _conditions.TrueForAll(condition => condition(trial));

    private static Func<ITrialFacts, bool> Condition(string text, TrialFields fields)
    {
        if (Parts().Match(text) is not { Success: true } parts)
        {
            return text.AsSpan().ContainsAny("<>=:!") ? throw Unreadable(text) : Mentions(Unquoted(text));
        }

        var (field, sign, value) = (fields[parts.Groups["field"].Value], parts.Groups["sign"].Value, Unquoted(parts.Groups["value"].Value));
        return sign is "<" or "<=" or ">" or ">=" ? Compares(field, sign, value) : Equals(field, value.Split('|'), isWanted: sign[0] != '!', text);
    }

    private static Func<ITrialFacts, bool> Mentions(string part) =>
        trial => trial.Reason?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static Func<ITrialFacts, bool> Compares(TrialField field, string sign, string value)
    {
        if (Number(value) is not { } bound)
        {
            throw new FormatException($"'{value}' is not a number to compare {field.Name} with.");
        }

        return trial => field.Of(trial) is double number && sign switch
        {
            "<" => number < bound,
            "<=" => number <= bound,
            ">" => number > bound,
            _ => number >= bound,
        };
    }

    private static Func<ITrialFacts, bool> Equals(TrialField field, string[] values, bool isWanted, string text)
    {
        if (values.Contains(""))
        {
            throw Unreadable(text);
        }

        if (field.Name == "status" && values.FirstOrDefault(value => !Enum.GetNames<TrialStatus>().Contains(value, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new FormatException($"'{unknown}' is no status; there are {string.Join(", ", Enum.GetNames<TrialStatus>()).ToLowerInvariant()}.");
        }

        var numbers = values.Select(Number).OfType<double>().ToHashSet();
        return trial => field.Of(trial) switch
        {
            null => false,
            double number => numbers.Contains(number) == isWanted,
            var other => values.Contains(other.ToString(), StringComparer.OrdinalIgnoreCase) == isWanted,
        };
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Unquoted(string text) => text.Replace("\"", "", StringComparison.Ordinal);

    private static FormatException Unreadable(string text) => new(
        $"'{text}' is no condition; one is a field, an operator (: = != < <= > >=) and a value, such as status:completed or lr<0.1.");

    [GeneratedRegex("""(?:[^\s,"]|"[^"]*"?)+""")]
    private static partial Regex Word();

    [GeneratedRegex("""^(?<field>[^<>=:!"]+)(?<sign>!:|!=|<=|>=|[:=<>])(?<value>.+)$""")]
    private static partial Regex Parts();
}

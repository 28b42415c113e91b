using System.Globalization;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Words that a trial must satisfy, all of them: <c>status:completed</c>, <c>lr&lt;0.01</c>, <c>model=lenet</c>, <c>val_loss&gt;=0.2</c>, or a
/// part of a reason. A name is a parameter, an objective (its best value), <c>step</c>, <c>rank</c> or <c>number</c>.
/// </summary>
internal static class TrialFilter
{
    private static readonly string[] Operators = ["<=", ">=", "!=", "<", ">", "=", ":"];

    /// <summary>Reads a filter.</summary>
    /// <exception cref="FormatException">A word names nothing that trials have, or compares with what is not a number.</exception>
    public static Func<TrialRow, bool> Parse(string text, SweepSpec spec)
    {
        var conditions = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => Condition(word, spec))
            .ToList();
        return row => conditions.TrueForAll(condition => condition(row));
    }

    private static Func<TrialRow, bool> Condition(string word, SweepSpec spec)
    {
        var at = word.IndexOfAny(['<', '>', '=', '!', ':']);
        if (at <= 0)
        {
            return row => row.Reason?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
        }

        var name = word[..at];
        var sign = Operators.First(candidate => word.AsSpan(at).StartsWith(candidate, StringComparison.Ordinal) || candidate == ":");
        var value = word[(at + sign.Length)..];
        if (name is "status" or "state")
        {
            return row => row.Status.ToString().Equals(value, StringComparison.OrdinalIgnoreCase) == (sign != "!=");
        }

        return sign is "=" or ":" or "!="
            ? TextIs(name, value, sign == "!=", spec)
            : NumberIs(name, value, sign, spec);
    }

    private static Func<TrialRow, bool> TextIs(string name, string value, bool isNot, SweepSpec spec)
    {
        Check(name, spec);
        return double.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? row => (Number(row, name, spec) == number) != isNot
            : row => string.Equals(row.Parameters[name]?.ToString(), value, StringComparison.OrdinalIgnoreCase) != isNot;
    }

    private static Func<TrialRow, bool> NumberIs(string name, string value, string sign, SweepSpec spec)
    {
        Check(name, spec);
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var limit))
        {
            throw new FormatException($"'{value}' is not a number to compare {name} with.");
        }

        return row => Number(row, name, spec) is { } number && sign switch
        {
            "<" => number < limit,
            "<=" => number <= limit,
            ">" => number > limit,
            _ => number >= limit,
        };
    }

    private static void Check(string name, SweepSpec spec)
    {
        var isKnown = name is "step" or "rank" or "number"
            || spec.Objectives.Any(objective => objective.Metric == name)
            || spec.Parameters.Any(parameter => parameter.Name == name);
        if (!isKnown)
        {
            throw new FormatException($"'{name}' is neither status, step, rank, number, an objective nor a parameter of this sweep.");
        }
    }

    private static double? Number(TrialRow row, string name, SweepSpec spec) => TrialOrder.Number(row, name, spec);
}

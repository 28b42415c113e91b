using System.Globalization;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>
/// Conditions on trials: <c>FIELD OPERATOR VALUE</c>, parted by commas, all of which must hold. Operators: <c>:</c> and <c>!:</c> compare as
/// text, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>=</c> and <c>!=</c> as numbers. <c>status:completed|pruned</c> allows several
/// texts. A trial without a value meets no condition on it.
/// </summary>
internal sealed class TrialFilter
{
    // The longer ones first: a prefix must not be taken for the whole.
    private static readonly string[] Operators = ["!:", ":", "<=", ">=", "!=", "<", ">", "="];

    private readonly List<Func<TrialSnapshot, bool>> _conditions;

    private TrialFilter(List<Func<TrialSnapshot, bool>> conditions) => _conditions = conditions;

    /// <summary>Reads conditions; none when nothing is given.</summary>
    /// <exception cref="ApiProblem">One cannot be read.</exception>
    public static TrialFilter Parse(string? text) => new(
        string.IsNullOrWhiteSpace(text) ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Condition)]);

    /// <summary>True when the trial meets them all.</summary>
    public bool Holds(TrialSnapshot trial) => _conditions.TrueForAll(condition => condition(trial));

    private static Func<TrialSnapshot, bool> Condition(string text)
    {
        var at = text.IndexOfAny(['!', ':', '<', '>', '=']);
        if (at <= 0 || Array.Find(Operators, candidate => text.AsSpan(at).StartsWith(candidate, StringComparison.Ordinal)) is not { } sign)
        {
            throw Unreadable(text);
        }

        var field = TrialField.Of(text[..at].Trim());
        var value = text[(at + sign.Length)..].Trim();
        return sign is ":" or "!:" ? TextCondition(field, sign, value, text) : NumberCondition(field, sign, value, text);
    }

    private static Func<TrialSnapshot, bool> TextCondition(TrialField field, string sign, string value, string text)
    {
        var allowed = value.Split('|', StringSplitOptions.TrimEntries);
        if (allowed.Contains(""))
        {
            throw Unreadable(text);
        }

        if (field.Name == "status")
        {
            Array.ForEach(allowed, name => StatusNames.Read<TrialStatus>(name, "filter"));
        }

        var isWanted = sign == ":";
        return trial => field.Of(trial) is not null && allowed.Contains(field.Text(trial), StringComparer.OrdinalIgnoreCase) == isWanted;
    }

    private static Func<TrialSnapshot, bool> NumberCondition(TrialField field, string sign, string value, string text)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
        {
            throw Unreadable(text);
        }

        return trial => field.Of(trial) is double number && sign switch
        {
            "<" => number < bound,
            "<=" => number <= bound,
            ">" => number > bound,
            ">=" => number >= bound,
            "=" => number == bound,
            _ => number != bound,
        };
    }

    private static ApiProblem Unreadable(string text) => ApiProblem.BadRequest(
        "filter", $"'{text}' is no condition; one is a field, an operator ({string.Join(" ", Operators)}) and a value, such as status:completed or params.lr<0.1.");
}

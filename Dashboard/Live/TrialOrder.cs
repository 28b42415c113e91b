using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Live;

/// <summary>Sorts trials by a column. Those without a finite value there come last, whichever way it is sorted, by number.</summary>
internal static class TrialOrder
{
    /// <summary>The trials in order.</summary>
    /// <param name="rows">The trials.</param>
    /// <param name="column">number, rank, status, step, seconds, the name of an objective or of a parameter; after a minus the greatest first.</param>
    /// <param name="spec">The sweep's spec.</param>
    public static List<TrialRow> Sort(IEnumerable<TrialRow> rows, string column, SweepSpec spec)
    {
        var name = column.TrimStart('-');
        var sign = column.StartsWith('-') ? -1 : 1;
        var isText = spec.Parameters.Any(parameter => parameter.Name == name && parameter.Distribution is CategoricalDistribution);
        var keyed = rows.Select(row => (Row: row, Number: isText ? null : Number(row, name, spec), Text: isText ? row.Parameters[name]?.ToString() : null)).ToList();
        keyed.Sort((a, b) =>
        {
            var order = Last(a.Number is null && a.Text is null).CompareTo(Last(b.Number is null && b.Text is null));
            order = order != 0 ? order : sign * Nullable.Compare(a.Number, b.Number);
            order = order != 0 ? order : sign * string.CompareOrdinal(a.Text, b.Text);
            return order != 0 ? order : a.Row.Number.CompareTo(b.Row.Number);
        });
        return keyed.ConvertAll(pair => pair.Row);
    }

    /// <summary>A trial's finite number of a name; null when it has none.</summary>
    public static double? Number(TrialRow row, string name, SweepSpec spec)
    {
        double? number = name switch
        {
            "number" => row.Number,
            "rank" => row.Rank,
            "status" => (int)row.Status,
            "step" => row.Step,
            "seconds" => row.StepSeconds,
            _ when spec.Objectives.Any(objective => objective.Metric == name) => row.BestMetrics?[name],
            _ => row.Parameters[name] is { Kind: not ParameterValueKind.Text } value ? value.Number : null,
        };
        return number is { } finite && double.IsFinite(finite) ? finite : null;
    }

    private static int Last(bool isAbsent) => isAbsent ? 1 : 0;
}

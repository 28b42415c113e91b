using System.Globalization;
using System.Text;
using System.Text.Json;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Contracts.Trials;

/// <summary>Trials as text for other programs.</summary>
public static class TrialText
{
    /// <summary>
    /// Trials as CSV (RFC 4180) with a header line. A text that a spreadsheet would take for a formula is kept from that by an apostrophe.
    /// </summary>
    /// <param name="columns">The fields to write.</param>
    /// <param name="trials">The trials.</param>
    public static string Csv(IReadOnlyList<TrialField> columns, IEnumerable<ITrialFacts> trials)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(trials);
        var text = new StringBuilder();
        AppendLine(text, columns.Select(column => column.Name));
        foreach (var trial in trials)
        {
            AppendLine(text, columns.Select(column => column.Text(trial)));
        }

        return text.ToString();
    }

    /// <summary>Trials, one JSON document per line.</summary>
    public static string JsonLines(IEnumerable<TrialSnapshot> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return string.Concat(trials.Select(trial => JsonSerializer.Serialize(trial, SweepJson.Options) + "\n"));
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var isFormula = value.Length > 0 && (value[0] is '=' or '+' or '@' || (value[0] == '-' && !IsNumber(value)));
        var safe = isFormula ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsNumber(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

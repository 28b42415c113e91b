using System.Globalization;
using System.Text;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>All trials of a sweep in one file, for other programs: CSV (RFC 4180), or one JSON document per line, or Parquet.</summary>
internal static class TrialExport
{
    private const string Lines = "application/jsonl";

    private static readonly string[] FixedFields = ["number", "status", "rank", "step", "attempt", "seconds", "reason"];

    /// <summary>Adds the routes to the group of a sweep's trials.</summary>
    public static void Map(RouteGroupBuilder trials)
    {
        trials.MapGet("/export.csv", CsvAsync).WithName("exportTrialsCsv")
            .Produces<string>(contentType: "text/csv").WithSummary("All trials as CSV: fixed columns, then params.NAME, then metrics at the best step. filter and sort as in the list.");
        trials.MapGet("/export.jsonl", LinesAsync).WithName("exportTrialsJsonLines")
            .Produces<string>(contentType: Lines).WithSummary("All trials, one JSON document per line. filter and sort as in the list.");
        trials.MapGet("/export.parquet", ParquetAsync).WithName("exportTrialsParquet")
            .Produces<byte[]>(contentType: TrialParquet.MediaType)
            .WithSummary("All trials as a Parquet file with the columns of the CSV. filter and sort as in the list.");
    }

    /// <summary>The columns of a sweep's table.</summary>
    public static IReadOnlyList<TrialField> Columns(SweepSpec spec, IReadOnlyCollection<TrialSnapshot> trials)
    {
        var parameters = spec.Parameters.Select(parameter => TrialField.ParameterPrefix + parameter.Name);
        var metrics = trials.SelectMany(trial => (trial.BestMetrics ?? trial.Metrics)?.Values.Select(metric => metric.Name) ?? []).Distinct();
        return [.. FixedFields.Concat(parameters).Concat(metrics).Select(TrialField.Of)];
    }

    /// <summary>Trials as CSV with a header line.</summary>
    public static string Csv(IReadOnlyList<TrialField> columns, IEnumerable<TrialSnapshot> trials)
    {
        var text = new StringBuilder();
        AppendLine(text, columns.Select(column => column.Name));
        foreach (var trial in trials)
        {
            AppendLine(text, columns.Select(column => column.Text(trial)));
        }

        return text.ToString();
    }

    private static async Task<IResult> CsvAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var (spec, trials) = await SelectAsync(id, client, filter, sort);
        return Results.Text(Csv(Columns(spec, trials), trials), "text/csv", Encoding.UTF8);
    }

    private static async Task<IResult> LinesAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var (_, trials) = await SelectAsync(id, client, filter, sort);
        var lines = trials.Select(trial => JsonSerializer.Serialize(trial, SweepJson.Options) + "\n");
        return Results.Text(string.Concat(lines), Lines, Encoding.UTF8);
    }

    private static async Task<IResult> ParquetAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var (spec, trials) = await SelectAsync(id, client, filter, sort);
        return Results.Bytes(await TrialParquet.WriteAsync(Columns(spec, trials), trials), TrialParquet.MediaType, $"{id}.parquet");
    }

    private static async Task<(SweepSpec Spec, IReadOnlyList<TrialSnapshot> Trials)> SelectAsync(
        string id, SweepClient client, string? filter, string? sort)
    {
        var (conditions, order) = (TrialFilter.Parse(filter), TrialOrder.Parse(sort));
        var sweep = client.Sweep(id);
        var snapshot = await sweep.GetSnapshot();
        return (snapshot.Spec, order.Sort((await sweep.GetTrials()).Where(conditions.Holds)));
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A spreadsheet takes a cell that begins like a formula for one.
    private static string Cell(string value)
    {
        var isFormula = value.Length > 0 && value[0] is '=' or '+' or '@' || (value.StartsWith('-') && !IsNumber(value));
        var safe = isFormula ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') >= 0 || safe.Contains('\r') ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsNumber(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

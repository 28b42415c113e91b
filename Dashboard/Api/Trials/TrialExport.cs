using System.Text;
using SweepCluster.Contracts.Trials;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>All trials of a sweep in one file, for other programs: CSV (RFC 4180), or one JSON document per line, or Parquet.</summary>
internal static class TrialExport
{
    private const string Lines = "application/jsonl";

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

    private static async Task<IResult> CsvAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var (fields, trials) = await TrialSelection.ReadAsync(client.Sweep(id), filter, sort);
        return Results.Text(TrialText.Csv(fields.Columns, trials), "text/csv", Encoding.UTF8);
    }

    private static async Task<IResult> LinesAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var trials = (await TrialSelection.ReadAsync(client.Sweep(id), filter, sort)).Trials;
        return Results.Text(TrialText.JsonLines(trials), Lines, Encoding.UTF8);
    }

    private static async Task<IResult> ParquetAsync(string id, SweepClient client, string? filter, string? sort)
    {
        var (fields, trials) = await TrialSelection.ReadAsync(client.Sweep(id), filter, sort);
        return Results.Bytes(await TrialParquet.WriteAsync(fields.Columns, trials), TrialParquet.MediaType, $"{id}.parquet");
    }
}

using System.CommandLine;
using System.Text;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Trials;
using SweepCluster.Dashboard.Api.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep export ID</c>: the trials of a sweep as a file for other programs.</summary>
internal static class ExportVerb
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";
    private const string Parquet = "parquet";

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var choice = new TrialChoice();
        var output = new Option<string?>("--out") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };
        var format = new Option<string?>("--format") { Description = "csv, jsonl or parquet. Default: what the file's name ends in, else csv." };
        format.AcceptOnlyFromAmong(Csv, JsonLines, Parquet);
        return verbs.Create(
            "export",
            "Write the trials of a sweep as CSV, JSON lines or Parquet.",
            [id, output, format, choice.Filter, choice.Sort],
            async (invocation, parsed, cancellationToken) =>
            {
                var path = parsed.GetValue(output);
                var kind = parsed.GetValue(format) ?? FormatOf(path);
                if (path is null && (invocation.Json || kind == Parquet))
                {
                    throw new CliException(ExitCodes.BadUsage, $"{(invocation.Json ? "--json prints a document of its own" : "Parquet is no text")}; name the file to write with --out FILE.");
                }

                var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
                var all = await invocation.Home.TrialsAsync(sweep.Id, cancellationToken);
                var trials = choice.Read(parsed, sweep.Spec, all);
                var bytes = await WriteAsync(kind, trials, new TrialFields(sweep.Spec, all.Cast<ITrialFacts>()));
                if (path is null)
                {
                    invocation.Services.Output.Out.Write(Encoding.UTF8.GetString(bytes));
                    return ExitCodes.Done;
                }

                await File.WriteAllBytesAsync(path, bytes, cancellationToken);
                invocation.Result(
                    new { Sweep = sweep.Id, File = Path.GetFullPath(path), Format = kind, Trials = trials.Count },
                    _ => invocation.Say($"wrote {trials.Count} trials of {sweep.Id} to {path}"));
                return ExitCodes.Done;
            });
    }

    private static string FormatOf(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" => JsonLines,
        ".parquet" => Parquet,
        _ => Csv,
    };

    private static async Task<byte[]> WriteAsync(string format, List<TrialSnapshot> trials, TrialFields fields) => format switch
    {
        JsonLines => Encoding.UTF8.GetBytes(TrialText.JsonLines(trials)),
        Parquet => await TrialParquet.WriteAsync(fields.Columns, trials),
        _ => Encoding.UTF8.GetBytes(TrialText.Csv(fields.Columns, trials)),
    };
}

using System.Text.Json;
using SweepCluster.Contracts;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>
/// Runs that others are compared with: by default those of Optuna's newest Parzen estimator (its development version 5.0 with its own
/// defaults), which were made once and are kept beside this file.
/// </summary>
internal sealed class PeerRuns(IReadOnlyCollection<SearchRun> runs)
{
    private const string Newest = "5.0.0.dev";
    private const string Resource = "optuna-runs.jsonl";

    /// <summary>Reads a file of runs; one that says by which sampler of Optuna it was made is taken as it is.</summary>
    public static PeerRuns FromFile(string path) => new([.. File.ReadLines(path).Select(Parse)]);

    public static PeerRuns OfOptuna()
    {
        using var stream = typeof(PeerRuns).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var all = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse);
        return new PeerRuns([.. all.Where(run => run is { Sampler: "tpe", Optuna: Newest })]);
    }

    /// <summary>The values that were reached on a problem after some trials; empty when nobody measured that.</summary>
    public IReadOnlyList<double> Values(string problem, int workers, int trials) =>
        [.. runs.Where(run => run.Problem == problem && run.Workers == workers && run.At.ContainsKey(trials)).Select(run => run.At[trials])];

    private static SearchRun Parse(string line) => JsonSerializer.Deserialize<SearchRun>(line, SweepJson.Options)
        ?? throw new JsonException($"The line {line} is not a run.");
}

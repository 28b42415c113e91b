using System.Globalization;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>Comparisons as comma-separated values.</summary>
internal static class QualityFile
{
    private const string Titles =
        "problem,measure,sampler,workers,trials,runs,median,worst_decile,optuna_runs,optuna_median,p_value,verdict";

    public static void Write(TextWriter file, IEnumerable<Comparison> comparisons)
    {
        file.WriteLine(Titles);
        foreach (var row in comparisons)
        {
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quote(row.Problem.Name)},{Loss.Name(row.Problem)},{Quote(row.Sampler)},{row.Workers},{row.Trials},{row.Runs},{row.Median:R},{row.WorstDecile:R},{row.PeerRuns},{row.PeerMedian:R},{row.PValue:G4},{row.Verdict}"));
        }
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

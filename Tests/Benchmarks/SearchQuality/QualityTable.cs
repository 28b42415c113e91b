using System.Globalization;
using Spectre.Console;
using SweepCluster.Benchmarks.Problems;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>Comparisons as a table for people, a block per problem.</summary>
internal static class QualityTable
{
    /// <summary>One problem's block.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="comparisons">What is known about it, by sampler, workers and trials.</param>
    public static Table Of(IProblem problem, IReadOnlyList<Comparison> comparisons)
    {
        var marks = comparisons.Select(comparison => comparison.Trials).Distinct().Order().ToList();
        var table = new Table { Border = TableBorder.None, Title = new TableTitle($"{problem.Name} ({Loss.Name(problem)})") };
        string[] titles =
        [
            "sampler", "at once", .. marks.Select(mark => $"median at {mark}"), "worst decile",
            .. marks.Select(mark => $"Optuna at {mark}"), "p", "",
        ];
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(new Text(title)) { Padding = new Padding(0, 0, 2, 0) });
        }

        foreach (var row in comparisons.GroupBy(comparison => (comparison.Workers, comparison.Sampler)))
        {
            var last = row.MaxBy(comparison => comparison.Trials)!;
            string[] cells =
            [
                last.Sampler, Whole(last.Workers), .. row.Select(comparison => Short(comparison.Median)), Short(last.WorstDecile),
                .. row.Select(comparison => Short(comparison.PeerMedian)), last.PeerMedian is null ? "" : Short(last.PValue), Word(last.Verdict),
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }

    /// <summary>One sentence per sampler and number of workers: on how many problems it is better and worse at the end.</summary>
    public static IEnumerable<string> Summary(IEnumerable<Comparison> comparisons) =>
        from comparison in comparisons
        where comparison.PeerMedian is not null
        group comparison by (comparison.Workers, comparison.Sampler, comparison.Problem) into problem
        let last = problem.MaxBy(comparison => comparison.Trials)
        group last by (last.Workers, last.Sampler) into all
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Key.Sampler}, {all.Key.Workers} at once: better than Optuna's newest TPE on {all.Count(last => last.Verdict == Verdict.Better)}, worse on {all.Count(last => last.Verdict == Verdict.Worse)} of {all.Count()} problems (p < 0.05)");

    private static string Word(Verdict verdict) => verdict == Verdict.Neither ? "" : verdict == Verdict.Better ? "better" : "worse";

    private static string Short(double? number) => number?.ToString("G3", CultureInfo.InvariantCulture) ?? "";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}

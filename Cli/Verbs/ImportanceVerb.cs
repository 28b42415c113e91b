using System.CommandLine;
using Spectre.Console.Rendering;
using Spectre.Console;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Importance;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep importance ID</c>: which parameters matter.</summary>
internal static class ImportanceVerb
{
    private const int BarWidth = 20;

    /// <summary>Pairs that explain less are not worth a line.</summary>
    private const double LeastShare = 0.01;

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var method = new Option<string>("--method")
        {
            Description = "fanova: shares of the variance over the whole space; ped-anova: where the best trials differ from the others.",
            DefaultValueFactory = _ => "fanova",
        };
        method.AcceptOnlyFromAmong("fanova", "ped-anova");
        const string Summary = "Show how much each parameter of a sweep matters to its first metric.";
        return verbs.Create("importance", Summary, [id, method], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            var trials = await invocation.Home.TrialsAsync(sweep.Id, cancellationToken);
            var chosen = parsed.GetRequiredValue(method) == "fanova" ? ImportanceMethod.Fanova : ImportanceMethod.PedAnova;
            var report = Analyse(() => ImportanceAnalysis.Of(sweep.Spec, trials, chosen));
            invocation.Result(report, canvas => canvas.Write(Draw(report, new Bar(canvas.Profile.Capabilities.Unicode))));
            return ExitCodes.Done;
        });
    }

    private static ImportanceReport Analyse(Func<ImportanceReport> analyse)
    {
        try
        {
            return analyse();
        }
        catch (ArgumentException problem)
        {
            throw new CliException(ExitCodes.Failed, problem.Message);
        }
    }

    private static Rows Draw(ImportanceReport report, Bar bar)
    {
        var table = PlainTable.Create("parameter", "importance", "", report.Method == ImportanceMethod.Fanova ? "spread" : "");
        foreach (var (parameter, share, spread) in report.Parameters)
        {
            table.AddRow(new Text(parameter), new Text(Shown.Percent(share)), bar.Draw(share, BarWidth), new Text(spread is null ? "" : Shown.Percent(spread)));
        }

        foreach (var (first, second, share) in report.Pairs.Where(pair => pair.Share >= LeastShare))
        {
            table.AddRow(new Text($"{first} with {second}"), new Text(Shown.Percent(share)), bar.Draw(share, BarWidth), new Text(""));
        }

        var source = report.Method == ImportanceMethod.Fanova ? "fANOVA" : "PED-ANOVA";
        return new Rows(new List<IRenderable> { table, new Text($"by {source} of {(report.IsByRank ? "the ranks of " : "")}{Shown.Count(report.Trials)} trials") });
    }
}

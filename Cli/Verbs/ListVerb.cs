using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep ls</c>: the sweeps of the home.</summary>
internal static class ListVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create(
        "ls",
        "List the sweeps, newest first.",
        [],
        async (invocation, _, cancellationToken) =>
        {
            var sweeps = await invocation.Home.ListAsync(cancellationToken);
            invocation.Result(sweeps, canvas => Draw(invocation, canvas, sweeps));
            return ExitCodes.Done;
        });

    private static void Draw(Invocation invocation, IAnsiConsole canvas, ImmutableArray<SweepHeadline> sweeps)
    {
        if (sweeps.IsEmpty)
        {
            invocation.Say($"no sweeps in {invocation.HomeDirectory}; start one with 'sweep run FILE'");
            return;
        }

        var table = PlainTable.Create("id", "name", "status", "done/trials", "best", "age");
        var now = invocation.Services.Time.GetUtcNow();
        foreach (var sweep in sweeps)
        {
            table.AddRow(
                new Text(sweep.Id),
                new Text(sweep.Name),
                new Text(Shown.Status(sweep.Status), Colours.Of(sweep.Status)),
                new Text($"{Shown.Count(sweep.Finished)}/{Shown.Count(sweep.Trials)}"),
                new Text(Shown.Metric(sweep.BestValue)),
                new Text(Shown.Age(now - sweep.SubmittedAt)));
        }

        canvas.Write(table);
    }
}

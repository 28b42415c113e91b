using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep doctor</c>: whether this machine can run sweeps.</summary>
internal static class DoctorVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create(
        "doctor",
        "Check whether this machine can run sweeps.",
        [],
        async (invocation, _, cancellationToken) =>
        {
            var checks = await new Examination(invocation).RunAsync(cancellationToken);
            var isHealthy = checks.All(check => check.Result != CheckResult.Fail);
            invocation.Result(new Diagnosis(isHealthy, checks), canvas => canvas.Write(Draw(checks)));
            return isHealthy ? ExitCodes.Done : ExitCodes.Failed;
        });

    private static Table Draw(ImmutableArray<DoctorCheck> checks)
    {
        var table = PlainTable.Create("", "check", "seen");
        foreach (var check in checks)
        {
            var seen = new Paragraph().Append(check.Seen);
            table.AddRow(
                new Text(Shown.Status(check.Result), StyleOf(check.Result)),
                new Text(check.Name),
                check.Advice is { } advice ? seen.Append($"\n{advice}", Colours.Warning) : seen);
        }

        return table;
    }

    private static Style StyleOf(CheckResult result) => new(result switch
    {
        CheckResult.Ok => Color.Green,
        CheckResult.Warn => Color.Yellow,
        _ => Color.Red,
    });

    private sealed record Diagnosis(bool Ok, ImmutableArray<DoctorCheck> Checks);
}

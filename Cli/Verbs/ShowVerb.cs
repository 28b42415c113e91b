using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep show ID</c>: one sweep.</summary>
internal static class ShowVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        const string Summary = "Show one sweep: how it stands and its best trial.";
        return verbs.Create("show", Summary, [id], async (invocation, parsed, cancellationToken) =>
        {
            var sweep = await invocation.FindSweepAsync(parsed.GetRequiredValue(id), cancellationToken);
            var trials = await invocation.Home.TrialsAsync(sweep.Id, cancellationToken);
            var now = invocation.Services.Time.GetUtcNow();
            invocation.Result(sweep, canvas => canvas.Write(Draw(sweep, trials, now)));
            return ExitCodes.Done;
        });
    }

    private static Grid Draw(SweepSnapshot sweep, ImmutableArray<TrialSnapshot> trials, DateTimeOffset now)
    {
        var status = Shown.Status(sweep.Status) + (sweep.Reason is { } reason ? $": {reason}" : "");
        return PlainTable.Facts(
            ("sweep", sweep.Id + (sweep.Spec.Description.Length > 0 ? $": {sweep.Spec.Description}" : "")),
            ("status", status + (sweep.Warning is { } warning ? $"; it waits: {warning}" : "")),
            ("task", $"{Shown.Task(sweep.Spec.Task)}, {Shown.Method(sweep.Spec)}"),
            ("parameters", string.Join(", ", sweep.Spec.VaryingParameters())),
            ("trials", $"{Shown.Done(sweep)} ({RunView.Counts(sweep.Trials)})"),
            ("rejected", sweep.Rejected is { } rejected ? $"{Shown.Count(rejected.Count)} before they were queued, the last for {rejected.Latest}" : "none"),
            ("best", Best(sweep) + Front(sweep)),
            ("failed", Failures(trials)),
            ("submitted", Shown.Age(now - sweep.SubmittedAt) + Lasted(sweep)),
            ("busy", $"slots for {Shown.Duration(TimeSpan.FromSeconds(sweep.StepSeconds))}"));
    }

    private static string Best(SweepSnapshot sweep) => sweep.Incumbent is { } best
        ? $"trial {Shown.Trial(best.Number)} at step {Shown.Count(best.BestStep)}: {Shown.Metrics(best.BestMetrics)}"
            + $" with {Shown.Pairs(best.Parameters, sweep.Spec.VaryingParameters())}"
        : "no trial completed yet";

    private static string Front(SweepSnapshot sweep) => sweep.Front is { } front
        ? $"\n{Shown.Count(front.Trials.Length)} trials that no other dominates; at their knee trial {Shown.Trial(front.Knee)}"
            + (front.Hypervolume is { } volume ? string.Create(CultureInfo.InvariantCulture, $"; hypervolume {volume:G4} up to {Reference(sweep, front)}") : "")
        : "";

    private static string Reference(SweepSnapshot sweep, FrontSnapshot front) => string.Join(
        ", ", sweep.Spec.Objectives.Zip(front.Reference, (objective, worst) => string.Create(CultureInfo.InvariantCulture, $"{objective.Metric} {worst:G4}")));

    private static string Failures(ImmutableArray<TrialSnapshot> trials)
    {
        var failed = trials.Where(trial => trial.Status == TrialStatus.Failed)
            .Select(trial => $"trial {Shown.Trial(trial.Number)}: {trial.Reason}")
            .ToList();
        return failed.Count == 0 ? "none" : string.Join('\n', failed);
    }

    private static string Lasted(SweepSnapshot sweep) =>
        sweep.FinishedAt - sweep.StartedAt is { } duration ? $", lasted {Shown.Duration(duration)}" : "";
}

using System.CommandLine;
using System.Text.Json.Serialization;
using Spectre.Console;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep best ID</c>: the best trial of one sweep, and its checkpoint as a file of one's own.</summary>
internal static class BestVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var copy = new Option<string?>("--out") { Description = "Copy the trial's checkpoint to this file.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Let --out overwrite a file." };
        return verbs.Create(
            "best",
            "Show the best trial of a sweep; copy its checkpoint.",
            [id, copy, force],
            (invocation, parsed, cancellationToken) => RunAsync(
                invocation, parsed.GetRequiredValue(id), parsed.GetValue(copy), parsed.GetValue(force), cancellationToken));
    }

    private static async Task<int> RunAsync(
        Invocation invocation, string id, string? destination, bool force, CancellationToken cancellationToken)
    {
        var sweep = await invocation.FindSweepAsync(id, cancellationToken);
        var trial = sweep.Incumbent
            ?? throw new CliException(ExitCodes.Failed, $"No trial of {id} has completed yet; 'sweep trials {id}' shows how they stand.");
        var reference = trial.BestCheckpoint ?? trial.Checkpoint;
        var checkpoint = reference is null ? null : invocation.Home.CheckpointPath(reference.Path);
        if (destination is not null)
        {
            if (reference is null)
            {
                throw new CliException(ExitCodes.Failed, $"Trial {Shown.Trial(trial.Number)} has no checkpoint.");
            }

            await CheckpointCopy.WriteAsync(reference, checkpoint!, Path.GetFullPath(destination), force, cancellationToken);
        }

        var best = new Best(
            sweep.Id, trial.Number, trial.Parameters, trial.BestMetrics, trial.BestStep, checkpoint, reference?.Step, destination);
        invocation.Result(best, canvas => Draw(canvas, invocation, best));
        return ExitCodes.Done;
    }

    private static void Draw(IAnsiConsole canvas, Invocation invocation, Best best)
    {
        var checkpoint = best.Checkpoint is { } path ? $"{path} (after step {Shown.Count(best.CheckpointStep)})" : "none";
        canvas.Write(PlainTable.Facts(
            ("trial", Shown.Trial(best.Number)),
            ("parameters", best.Parameters.ToString()),
            ("metrics", $"{Shown.Metrics(best.Metrics)} at step {Shown.Count(best.Step)}")));
        invocation.Say($"checkpoint  {checkpoint}");
        if (best.CopiedTo is { } copy)
        {
            invocation.Say($"copied to   {copy}");
        }
    }

    private sealed record Best(
        string Sweep,
        int Number,
        ParameterSet Parameters,
        MetricSet? Metrics,
        int? Step,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Checkpoint,
        int? CheckpointStep,
        string? CopiedTo);
}

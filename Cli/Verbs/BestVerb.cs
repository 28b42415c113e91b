using System.CommandLine;
using System.Text.Json.Serialization;
using Spectre.Console;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep best ID</c>: the best trial of one sweep, what it reaches on the test images, and its network as files.</summary>
internal static class BestVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var output = new Option<string?>("--out")
        {
            Description = "Write the trial's checkpoint, weights and description into this folder.",
            HelpName = "DIR",
        };
        var force = new Option<bool>("--force") { Description = "Let --out overwrite files." };
        var test = new Option<bool>("--test") { Description = "Evaluate the trial on the test images, which nothing else looks at." };
        return verbs.Create(
            "best",
            "Show the best trial of a sweep; test and export its network.",
            [id, output, force, test],
            (invocation, parsed, cancellationToken) => RunAsync(
                invocation,
                parsed.GetRequiredValue(id),
                new Wishes(parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(test)),
                cancellationToken));
    }

    private static async Task<int> RunAsync(Invocation invocation, string id, Wishes wishes, CancellationToken cancellationToken)
    {
        var sweep = await invocation.FindSweepAsync(id, cancellationToken);
        var trial = sweep.Incumbent
            ?? throw new CliException(ExitCodes.Failed, $"No trial of {id} has completed yet; 'sweep trials {id}' shows how they stand.");
        var reference = trial.BestCheckpoint ?? trial.Checkpoint;
        var checkpoint = reference is null ? null : invocation.Home.CheckpointPath(reference.Path);
        if (wishes.Folder is { } folder)
        {
            await new ModelOutput(Path.GetFullPath(folder)).WriteAsync(
                sweep.Spec.Task, Require(reference, trial), checkpoint!, wishes.Force, invocation.Services.TrainerProgram, cancellationToken);
        }

        var score = wishes.Test ? await TestAsync(invocation, sweep, Require(reference, trial), checkpoint!, cancellationToken) : null;
        var best = new Best(
            sweep.Id, trial.Number, trial.Parameters, trial.BestMetrics, trial.BestStep, checkpoint, reference?.Step, wishes.Folder, score);
        invocation.Result(best, canvas => Draw(canvas, invocation, best));
        return ExitCodes.Done;
    }

    private static CheckpointRef Require(CheckpointRef? reference, TrialSnapshot trial) =>
        reference ?? throw new CliException(ExitCodes.Failed, $"Trial {Shown.Trial(trial.Number)} has no checkpoint.");

    private static async Task<TestScore> TestAsync(
        Invocation invocation, SweepSnapshot sweep, CheckpointRef reference, string checkpoint, CancellationToken cancellationToken)
    {
        if (sweep.Spec.Task is not DatasetTask)
        {
            throw new CliException(ExitCodes.Failed, $"{sweep.Id} trains a program of its own; --test is for the built-in trainer.");
        }

        await CheckpointCopy.CompareAsync(checkpoint, reference.Sha256, checkpoint, cancellationToken);
        return await invocation.Services.TrainerProgram.RequireAsync<TestScore>(
            ["evaluate", "--checkpoint", checkpoint, "--data-directory", invocation.DataDirectory], cancellationToken);
    }

    private static void Draw(IAnsiConsole canvas, Invocation invocation, Best best)
    {
        var checkpoint = best.Checkpoint is { } path ? $"{path} (after step {Shown.Count(best.CheckpointStep)})" : "none";
        canvas.Write(PlainTable.Facts(
            ("trial", Shown.Trial(best.Number)),
            ("parameters", best.Parameters.ToString()),
            ("metrics", $"{Shown.Metrics(best.Metrics)} at step {Shown.Count(best.Step)}")));
        invocation.Say($"checkpoint  {checkpoint}");
        if (best.Test is { } score)
        {
            invocation.Say($"test        {score}");
        }

        if (best.WrittenTo is { } folder)
        {
            invocation.Say($"written to  {folder}");
        }
    }

    private sealed record Wishes(string? Folder, bool Force, bool Test);

    private sealed record Best(
        string Sweep,
        int Number,
        ParameterSet Parameters,
        MetricSet? Metrics,
        int? Step,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Checkpoint,
        int? CheckpointStep,
        string? WrittenTo,
        TestScore? Test);
}

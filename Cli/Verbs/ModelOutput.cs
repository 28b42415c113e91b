using SweepCluster.Cli.Hosting;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Verbs;

/// <summary>The folder that <c>sweep best --out</c> fills: the checkpoint, and what other tools read of the built-in trainer's networks.</summary>
/// <param name="folder">Its full path; it need not exist.</param>
internal sealed class ModelOutput(string folder)
{
    private const string Checkpoint = "model.checkpoint";
    private static readonly string[] Names = [Checkpoint, "model.safetensors", "model.json"];

    /// <summary>Copies the checkpoint, then lets the trainer export it.</summary>
    /// <exception cref="CliException">Something is in the way, the checkpoint is gone or damaged, or the export failed.</exception>
    public async Task WriteAsync(
        TaskSpec task, CheckpointRef recorded, string source, bool force, ITrainerProgram trainer, CancellationToken cancellationToken)
    {
        if (File.Exists(folder))
        {
            throw new CliException(ExitCodes.BadUsage, $"{folder} is a file; --out names a folder.");
        }

        var copy = Path.Combine(folder, Checkpoint);
        if (!force && Array.Find(Names, name => File.Exists(Path.Combine(folder, name))) is { } existing)
        {
            throw new CliException(
                ExitCodes.BadUsage, $"{Path.Combine(folder, existing)} exists; choose another folder or allow overwriting it with --force.");
        }

        Directory.CreateDirectory(folder);
        await CheckpointCopy.WriteAsync(recorded, source, copy, force, cancellationToken);
        if (task is DatasetTask)
        {
            await trainer.RequireAsync(["export", "--checkpoint", copy, "--out", folder], cancellationToken);
        }
    }
}

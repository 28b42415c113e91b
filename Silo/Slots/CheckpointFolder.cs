using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// The checkpoint files of one attempt. Of the files it has seen acknowledged it keeps the newest, from which the trial would go on, and
/// the best, from which the weights are taken in the end.
/// </summary>
internal sealed class CheckpointFolder
{
    /// <summary>The file that the stacks of a process that hung are kept in.</summary>
    public const string StacksFile = "stacks.txt";

    private readonly SweepHome _home;
    private readonly string _relative;
    private readonly Objective? _objective;
    private CheckpointRef? _newest;
    private (CheckpointRef Checkpoint, double Score)? _best;

    public CheckpointFolder(SweepHome home, AttemptId attempt, Objective? objective)
    {
        _home = home;
        _relative = SweepHome.CheckpointFolder(attempt);
        _objective = objective;
        Path = home.CheckpointFile(_relative);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>Turns what the trial process says of a file into what the sweep is told.</summary>
    public CheckpointRef Refer(CheckpointFile file) =>
        new(file.Step, $"{_relative}/{System.IO.Path.GetFileName(file.File)}", file.Bytes, file.Sha256);

    /// <summary>
    /// The sweep has committed a checkpoint, or a report of a step whose checkpoint it had before, or both: files that are superfluous now
    /// are deleted.
    /// </summary>
    /// <param name="checkpoint">The checkpoint; null when a report came without one.</param>
    /// <param name="step">The step of both.</param>
    /// <param name="metrics">The report's metrics; null when a checkpoint came without a report.</param>
    public void Acknowledge(CheckpointRef? checkpoint, int step, MetricSet? metrics)
    {
        CheckpointRef?[] before = [_newest, _best?.Checkpoint];
        _newest = checkpoint ?? _newest;
        if (_newest?.Step == step && ScoreOf(metrics) is { } score && !(_best?.Score <= score))
        {
            _best = (_newest, score);
        }

        foreach (var old in before.OfType<CheckpointRef>().Where(old => old != _newest && old != _best?.Checkpoint))
        {
            File.Delete(_home.CheckpointFile(old.Path));
        }
    }

    private double? ScoreOf(MetricSet? metrics) =>
        _objective is not null && metrics?[_objective.Metric] is { } value && double.IsFinite(value)
            ? _objective.Score(value)
            : null;
}

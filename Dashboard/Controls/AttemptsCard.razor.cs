using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Events;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Where and when a trial ran, why it was stopped or went on, and the checkpoints it wrote.</summary>
public sealed partial class AttemptsCard
{
    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The attempts, oldest first; null while they are read.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<AttemptRecord>? Attempts { get; set; }

    /// <summary>Its comparisons with others, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<RungMark> Marks { get; set; } = [];

    /// <summary>Its checkpoints, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CheckpointSaved> Checkpoints { get; set; } = [];

    private DataTable CheckpointTable() => new(
        ["attempt", "step", "size", "written", "path", "SHA-256"],
        [.. Checkpoints.Select(saved => (string[])
        [
            $"{saved.Attempt}", $"{saved.Checkpoint.Step}", Shown.Bytes(saved.Checkpoint.Bytes), Shown.Instant(saved.Time), saved.Checkpoint.Path, saved.Checkpoint.Sha256[..12],
        ])]);
}

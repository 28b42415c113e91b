using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A status as sign, word and colour.</summary>
public sealed partial class StatusPill
{
    /// <summary>A <see cref="SweepStatus"/> or a <see cref="TrialStatus"/>.</summary>
    [Parameter, EditorRequired]
    public Enum Status { get; set; } = SweepStatus.Running;

    /// <summary>A more exact word than the status; null for the status itself.</summary>
    [Parameter]
    public string? Note { get; set; }

    private string Kind => Status.ToString().ToLowerInvariant();

    private string Sign => Kind switch
    {
        "running" => "▶",
        "pending" => "○",
        "paused" => "‖",
        "completed" => "✓",
        "pruned" => "↓",
        "failed" => "✕",
        _ => "■",
    };
}

using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What can be done to a sweep as it stands; nothing when it is over.</summary>
public sealed partial class SweepButtons
{
    private bool _asksForCancel;

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepSnapshot Sweep { get; set; } = null!;

    /// <summary>Called to pause it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnPause { get; set; }

    /// <summary>Called to resume it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnResume { get; set; }

    /// <summary>Called to cancel it, after a second click.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private Task CancelAsync()
    {
        _asksForCancel = false;
        return OnCancel.InvokeAsync();
    }
}

using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What happened in a sweep, newest first.</summary>
public sealed partial class EventList
{
    private List<EventLine>? _lines;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Feed.WantHistory(Id);

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        _lines = Model.Read((_, history) => history?.Events.Reverse().Select(EventLine.Of).ToList()) ?? _lines;
}

using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What happened in a sweep, newest first.</summary>
public sealed partial class EventList
{
    private List<EventLine>? _lines;
    private int _count;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    /// <summary>The kind of events to show; null for all.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Feed.WantHistory(Id);

    /// <inheritdoc/>
    protected override void OnParametersSet() => Model.Read((_, history) =>
    {
        if (history is not null)
        {
            _count = history.Events.Count;
            _lines = [.. history.Events.Reverse().Select(EventLine.Of).Where(line => Kind is null || line.Kind == Kind)];
        }

        return 0;
    });

    private void Go(object? kind) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("kind", kind is string { Length: > 0 } given ? given : null), replace: true);
}

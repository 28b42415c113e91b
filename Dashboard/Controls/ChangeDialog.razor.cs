using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Asks for other limits and another share of a sweep that is not over.</summary>
public sealed partial class ChangeDialog
{
    private int? _runCap;
    private int? _atOnce;
    private int? _priority;
    private double? _weight;
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What was asked for so far.</summary>
    [Parameter, EditorRequired]
    public SweepSpec Spec { get; set; } = null!;

    /// <summary>True while it is shown.</summary>
    [Parameter, EditorRequired]
    public bool IsOpen { get; set; }

    /// <summary>Called when it is shown or not any more.</summary>
    [Parameter, EditorRequired]
    public EventCallback<bool> IsOpenChanged { get; set; }

    [Inject]
    private SweepClient Client { get; set; } = null!;

    private SweepChange Wish => new(_runCap, _atOnce, _priority, _weight);

    private static string Now(int? limit) => limit is { } now ? $"now {now}" : "now without bound";

    private async Task ApplyAsync()
    {
        _refusal = Wish.Problem;
        if (_refusal is not null)
        {
            return;
        }

        try
        {
            await Client.Sweep(Id).Change(Wish);
            await CloseAsync();
        }
        catch (Exception exception)
        {
            _refusal = $"The sweep was not changed: {exception.Message}";
        }
    }

    private Task CloseAsync()
    {
        (_runCap, _atOnce, _priority, _weight, _refusal) = (null, null, null, null, null);
        return IsOpenChanged.InvokeAsync(false);
    }
}

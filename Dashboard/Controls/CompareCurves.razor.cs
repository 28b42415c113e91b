using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>The learning curves of chosen trials, each in a colour of its own, extended while they report.</summary>
public sealed partial class CompareCurves : IAsyncDisposable
{
    private readonly string _key = $"curves-{Guid.NewGuid():N}";
    private readonly CurveLines _lines = new();
    private readonly BrowserScript _script;
    private IDisposable? _listening;
    private DotNetObjectReference<CompareCurves>? _self;
    private ElementReference _element;
    private ImmutableArray<int>? _drawn;
    private bool _showsTable;

    public CompareCurves() => _script = new BrowserScript(_key);

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    /// <summary>The numbers of the trials, all known to the sweep.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<int> Trials { get; set; }

    /// <summary>What stands above the chart.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [CascadingParameter]
    private UpdateSignal News { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Called by the browser when a curve is clicked.</summary>
    [JSInvokable]
    public void Open(int trial) => Navigation.NavigateTo(Paths.Trial(Id, trial));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listening?.Dispose();
        await _script.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = await _script.OpenAsync(Browser, "./web/curves.js", this);
            _listening = _script.IsReady ? News.Listen(UpdateAsync) : null;
        }

        if (_script.IsReady && _drawn != Trials)
        {
            _drawn = Trials;
            var lines = Model.Read((trials, _) => _lines.Reset(trials, Trials, null));
            await _script.CallAsync("draw", _element, lines, new { log = false, xLabel = "step", distinct = true }, _self);
        }
    }

    private async Task UpdateAsync()
    {
        if (_drawn == Trials && Model.Read((trials, _) => _lines.News(trials)) is { Count: > 0 } news)
        {
            await _script.CallAsync("extend", news);
        }
    }

    private Task ExportAsync() => _script.CallAsync("exportPng", $"{Id}-{string.Join('-', Trials)}");

    private DataTable Table() => Model.Read((trials, _) => new DataTable(
        ["trial", "step", Model.Sweep.Spec.Objectives[0].Metric],
        [.. Trials.Select(number => trials.Rows[number]).SelectMany(row => row.Steps.Select((step, i) => new[]
        {
            row.Number.ToString(CultureInfo.InvariantCulture), step.ToString(CultureInfo.InvariantCulture), Shown.Exact(row.Values[i]),
        }))]));
}

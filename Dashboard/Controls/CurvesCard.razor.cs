using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Charts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>The learning curves of a sweep's best and running trials, extended while they report.</summary>
public sealed partial class CurvesCard : IAsyncDisposable
{
    /// <summary>How long a curve stays that is not chosen any more, so that it is not taken away from under the eye.</summary>
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(2);

    private readonly string _key = $"curves-{Guid.NewGuid():N}";
    private readonly CurveLines _lines = new();
    private readonly BrowserScript _script;
    private IDisposable? _listening;
    private DotNetObjectReference<CurvesCard>? _self;
    private ElementReference _element;
    private Pace? _changing;
    private int _most = 50;
    private int _shown;
    private int _all;
    private bool _isLog;
    private bool _onlyRunning;
    private bool _isHeld;
    private bool _isDrawing;
    private bool _drawsAgain;
    private bool _showsTable;

    public CurvesCard() => _script = new BrowserScript(_key);

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    [CascadingParameter]
    private UpdateSignal News { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private Objective Objective => Model.Sweep.Spec.Objectives[0];

    private string Summary => $"{Objective.Metric} by step of {_shown} trials out of {_all}.";

    /// <summary>Called by the browser when a curve is clicked.</summary>
    [JSInvokable]
    public void Open(int trial) => Navigation.NavigateTo(Paths.Trial(Id, trial));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listening?.Dispose();
        _changing?.Dispose();
        await _script.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = await _script.OpenAsync(Browser, "./web/curves.js", this);
        if (_script.IsReady)
        {
            _changing = new Pace(LeastLife, Time, () => _isHeld ? Task.CompletedTask : DrawAsync(), DispatchExceptionAsync);
            _listening = News.Listen(UpdateAsync);
            await _changing.DoAsync();
        }
    }

    private async Task UpdateAsync()
    {
        if (_isHeld || !_script.IsReady)
        {
            return;
        }

        (var chosen, _all) = Chosen();
        var newcomers = chosen.Except(_lines.Trials).ToList();
        if (newcomers.Count > 0)
        {
            await (_shown > 0 ? AddAsync(newcomers) : _changing!.DoAsync());
        }

        if (!chosen.SequenceEqual(_lines.Trials))
        {
            _changing!.WantLater();
        }

        if (Model.Read((trials, _) => _lines.News(trials)) is { Count: > 0 } news)
        {
            await _script.CallAsync("extend", news);
        }
    }

    /// <summary>Shows what comes at once; what goes stays until curves may change.</summary>
    private async Task AddAsync(List<int> newcomers)
    {
        var best = Model.Sweep.Incumbent?.Number;
        var lines = Model.Read((trials, _) => _lines.Add(trials, newcomers, best));
        _shown += lines.Count;
        StateHasChanged();
        await _script.CallAsync("add", lines);
    }

    private async Task DrawAsync()
    {
        // What is wanted while the browser draws is drawn after that.
        _drawsAgain = _isDrawing;
        if (_isDrawing)
        {
            return;
        }

        _isDrawing = true;
        do
        {
            _drawsAgain = false;
            (var chosen, _all) = Chosen();
            _shown = chosen.Count;
            var best = Model.Sweep.Incumbent?.Number;
            var lines = Model.Read((trials, _) => _lines.Reset(trials, chosen, best));
            StateHasChanged();
            if (chosen.Count > 0)
            {
                await _script.CallAsync("draw", _element, lines, new { log = _isLog, xLabel = "step" }, _self);
            }
        }
        while (_drawsAgain);
        _isDrawing = false;
    }

    private (List<int> Chosen, int All) Chosen() => Model.Read((trials, _) =>
        (CurveLines.Choose(trials, Objective, _most, _onlyRunning), trials.Rows.Count(row => row.Steps.Count > 0)));

    private async Task HoldAsync()
    {
        _isHeld = !_isHeld;
        await UpdateAsync();
    }

    private Task ExportAsync() => _script.CallAsync("exportPng", $"{Id}-curves");

    private DataTable Table() => Model.Read((trials, _) => new DataTable(
        ["trial", "step", Objective.Metric],
        [.. _lines.Trials.Select(number => trials.Rows[number]).SelectMany(row => row.Steps.Select((step, i) => new[]
        {
            row.Number.ToString(CultureInfo.InvariantCulture), step.ToString(CultureInfo.InvariantCulture), Shown.Exact(row.Values[i]),
        }))]));
}

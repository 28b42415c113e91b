using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SweepCluster.Dashboard.Charts;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A chart with its name, its data as a table, and ways to take either along.</summary>
public sealed partial class PlotCard : IAsyncDisposable
{
    private readonly string _key = $"plot-{Guid.NewGuid():N}";
    private readonly DrawnChart _browserHas = new();
    private readonly BrowserScript _script;
    private DotNetObjectReference<PlotCard>? _self;
    private ElementReference _element;
    private ChartView? _drawn;
    private bool _isDrawing;
    private bool _showsTable;

    public PlotCard() => _script = new BrowserScript(_key);

    /// <summary>What stands above it.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The chart; it is drawn anew when it is another one.</summary>
    [Parameter, EditorRequired]
    public ChartView View { get; set; } = null!;

    /// <summary>What files of it are called.</summary>
    [Parameter, EditorRequired]
    public string FileName { get; set; } = "";

    /// <summary>Choices beside the title.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>What stands below.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Called with a trial that was clicked.</summary>
    [Parameter]
    public EventCallback<int> OnOpen { get; set; }

    /// <summary>Called with the ranges that are marked, for each axis.</summary>
    [Parameter]
    public EventCallback<double[][][]> OnBrush { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Called by the browser when a point is clicked.</summary>
    [JSInvokable]
    public Task Open(int trial) => OnOpen.InvokeAsync(trial);

    /// <summary>Called by the browser when ranges of axes are marked.</summary>
    [JSInvokable]
    public Task Brush(double[][][] ranges) => OnBrush.InvokeAsync(ranges);

    /// <summary>Takes all marks off.</summary>
    public async Task ClearBrushAsync(int axes)
    {
        for (var axis = 0; axis < axes; axis++)
        {
            await _script.CallAsync("brush", axis, Array.Empty<double[]>());
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _script.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = await _script.OpenAsync(Browser, "./web/plots.js", this);
        }

        // What comes while the browser draws is drawn after that, and only the last of it.
        while (_script.IsReady && !_isDrawing && View.HasData && !ReferenceEquals(View, _drawn))
        {
            _isDrawing = true;
            _drawn = View;
            await DrawAsync(View);
            _isDrawing = false;
        }
    }

    private async Task DrawAsync(ChartView view)
    {
        var patches = _browserHas.Take(view);
        if (patches is null)
        {
            await _script.CallAsync("draw", _element, view.Option, _self);
        }
        else if (patches.Count > 0)
        {
            await _script.CallAsync("patch", patches);
        }
    }

    private Task ExportAsync(string how) => _script.CallAsync(how, FileName);

    private async Task SaveTableAsync()
    {
        using var stream = new DotNetStreamReference(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(View.Table.ToCsv())));
        await _script.CallAsync("saveTable", $"{FileName}.csv", "text/csv", stream);
    }
}

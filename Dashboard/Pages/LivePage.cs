using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>
/// A page that shows what a feed tells, from the moment it is interactive until it is left; while its tab is out of sight nothing is sent.
/// Charts are told of every update, the page itself is drawn at most twice a second. (Blazor's own way to give pages a common life is a
/// base class.)
/// </summary>
/// <typeparam name="TUpdate">What the feed tells.</typeparam>
public abstract class LivePage<TUpdate> : ComponentBase, IAsyncDisposable
{
    internal static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private TaskCompletionSource _inSight = new();
    private DotNetObjectReference<LivePage<TUpdate>>? _self;
    private IJSObjectReference? _script;
    private Pace? _drawing;
    private ITimer? _ageing;

    /// <summary>How often the page is drawn although nothing was told, because it shows how long something has lasted; null for never.</summary>
    protected virtual TimeSpan? AgesBy => null;

    /// <summary>Tells the page's charts of news.</summary>
    protected UpdateSignal News { get; } = new();

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Called by the browser when the tab comes in sight or goes out of it.</summary>
    [JSInvokable]
    public void SetInSight(bool isInSight)
    {
        if (isInSight)
        {
            _inSight.TrySetResult();
        }
        else if (_inSight.Task.IsCompleted)
        {
            _inSight = new TaskCompletionSource();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        _drawing?.Dispose();
        _ageing?.Dispose();
        if (_script is not null)
        {
            try
            {
                await _script.InvokeVoidAsync("unwatchSight", _self);
                await _script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and with it what was to be taken back.
                _script = null;
            }
        }

        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What to show.</summary>
    protected abstract IAsyncEnumerable<TUpdate> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Takes what is to be shown next.</summary>
    protected abstract void Apply(TUpdate update);

    /// <summary>Saves a text as a file of the browser's.</summary>
    protected async Task SaveAsync(string name, string type, string text)
    {
        using var stream = new DotNetStreamReference(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        await _script!.InvokeVoidAsync("saveText", name, type, stream);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        // The page may be left at any moment, also while the browser is asked for something.
        var leaving = _leaving.Token;
        _drawing = new Pace(DrawInterval, Time, DrawAsync, DispatchExceptionAsync);
        try
        {
            await OpenAsync();
            _ageing = AgesBy is { } interval ? Time.CreateTimer(_ => _ = DrawAsync(), null, interval, interval) : null;
            await foreach (var update in WatchAsync(leaving))
            {
                await _inSight.Task.WaitAsync(leaving);
                Apply(update);
                await _drawing.WantAsync();
                await News.RaiseAsync();
            }
        }
        catch (Exception exception) when (
            leaving.IsCancellationRequested && exception is OperationCanceledException or JSDisconnectedException or ObjectDisposedException or JSException)
        {
            // The page was left: nobody is there to show anything to.
            return;
        }
    }

    private async Task OpenAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./web/page.js");
        SetInSight(await _script.InvokeAsync<bool>("watchSight", _self));
        await _script.InvokeVoidAsync("markReady");
    }

    private Task DrawAsync() => InvokeAsync(StateHasChanged);
}

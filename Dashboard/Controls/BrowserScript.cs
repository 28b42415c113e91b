using Microsoft.JSInterop;

namespace SweepCluster.Dashboard.Controls;

/// <summary>
/// What a control has of a script in the browser, from its import until the control goes. A control can go at any moment, also while the
/// browser is asked for something; from then on nothing is asked for any more.
/// </summary>
/// <param name="key">By what the script knows the control.</param>
internal sealed class BrowserScript(string key) : IAsyncDisposable
{
    private IJSObjectReference? _script;
    private Action? _release;
    private bool _isOver;

    /// <summary>True when the browser can be asked.</summary>
    public bool IsReady => _script is not null && !_isOver;

    /// <summary>Imports the script.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="file">The script's file.</param>
    /// <param name="control">Whom the script may call back.</param>
    public async Task<DotNetObjectReference<T>> OpenAsync<T>(IJSRuntime browser, string file, T control)
        where T : class
    {
        var self = DotNetObjectReference.Create(control);
        _release = self.Dispose;
        try
        {
            _script = await browser.InvokeAsync<IJSObjectReference>("import", file);
        }
        catch (Exception exception) when (IsFarewell(exception))
        {
            _isOver = true;
        }

        return self;
    }

    /// <summary>Calls a function of the script with the control's key and more; does nothing when the control has gone.</summary>
    public Task CallAsync(string function, params object?[] more) => AskAsync<object?>(function, null, more);

    /// <summary>As <see cref="CallAsync"/>, for a function that answers.</summary>
    /// <param name="function">The function.</param>
    /// <param name="otherwise">The answer when the control has gone.</param>
    /// <param name="more">What the function is given besides the key.</param>
    public async Task<T> AskAsync<T>(string function, T otherwise, params object?[] more)
    {
        if (!IsReady)
        {
            return otherwise;
        }

        try
        {
            return await _script!.InvokeAsync<T>(function, [key, .. more]);
        }
        catch (Exception exception) when (IsFarewell(exception))
        {
            return otherwise;
        }
    }

    /// <summary>Takes back what was drawn, unless the browser itself is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CallAsync("dispose");
            _isOver = true;
            await (_script?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and with it what was drawn.
            _script = null;
        }

        _isOver = true;
        _release?.Invoke();
    }

    private bool IsFarewell(Exception exception) =>
        exception is JSDisconnectedException || (_isOver && exception is OperationCanceledException or ObjectDisposedException or JSException);
}

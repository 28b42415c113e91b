using Microsoft.JSInterop;

namespace SweepCluster.Dashboard.Controls;

/// <summary>What all controls that draw in the browser do when they go.</summary>
internal static class BrowserModule
{
    /// <summary>Takes back what was drawn, unless the browser itself is gone.</summary>
    public static async Task LeaveAsync(IJSObjectReference? script, string key)
    {
        if (script is null)
        {
            return;
        }

        try
        {
            await script.InvokeVoidAsync("dispose", key);
            await script.DisposeAsync();
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and with it what was drawn.
            return;
        }
    }
}

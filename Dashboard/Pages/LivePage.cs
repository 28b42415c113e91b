using Microsoft.AspNetCore.Components;

namespace SweepCluster.Dashboard.Pages;

/// <summary>
/// A page that shows what a feed tells, from the moment it is interactive until it is left. (Blazor's own way to give pages a common
/// life is a base class.)
/// </summary>
/// <typeparam name="TUpdate">What the feed tells.</typeparam>
public abstract class LivePage<TUpdate> : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What to show.</summary>
    protected abstract IAsyncEnumerable<TUpdate> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Takes what is to be shown next.</summary>
    protected abstract void Apply(TUpdate update);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        await foreach (var update in WatchAsync(_leaving.Token))
        {
            Apply(update);
            StateHasChanged();
        }
    }
}

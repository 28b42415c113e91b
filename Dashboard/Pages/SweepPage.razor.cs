using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>One sweep, live, and the buttons that steer it.</summary>
public sealed partial class SweepPage
{
    private SweepSnapshot? _sweep;
    private ImmutableArray<TrialSnapshot> _trials = [];
    private bool _isUnknown;
    private string? _lost;
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    [Inject]
    private SweepClient Client { get; set; } = null!;

    protected override IAsyncEnumerable<SweepUpdate> WatchAsync(CancellationToken cancellationToken) =>
        Feed.WatchAsync(Id, cancellationToken);

    protected override void Apply(SweepUpdate update)
    {
        switch (update)
        {
            case SweepUpdate.Current current:
                (_sweep, _trials, _lost) = (current.Sweep, current.Trials, null);
                break;
            case SweepUpdate.Unknown:
                _isUnknown = true;
                break;
            case SweepUpdate.Lost lost:
                _lost = $"The sweep cannot be reached at the moment: {lost.Reason}";
                break;
        }
    }

    private Task PauseAsync() => SendAsync("paused", sweep => sweep.Pause());

    private Task ResumeAsync() => SendAsync("resumed", sweep => sweep.Resume());

    private Task CancelAsync() => SendAsync("canceled", sweep => sweep.Cancel());

    private async Task SendAsync(string wish, Func<ISweepGrain, Task> send)
    {
        try
        {
            await send(Client.Sweep(Id));
            _refusal = null;
        }
        catch (Exception exception)
        {
            _refusal = $"The sweep was not {wish}: {exception.Message}";
        }
    }
}

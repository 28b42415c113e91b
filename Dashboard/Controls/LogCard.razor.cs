using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>
/// What a running trial does and logs. Its grain tells the last lines to those who ask; they are asked for once a second while the trial runs
/// and somebody looks.
/// </summary>
public sealed partial class LogCard : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private readonly LogTail _tail = new();
    private TrialProgress? _progress;
    private string _lines = "";
    private bool _isHeld;

    /// <summary>The trial; it stays the same for the card's life.</summary>
    [Parameter, EditorRequired]
    public TrialId Trial { get; set; }

    /// <summary>True while the trial runs.</summary>
    [Parameter, EditorRequired]
    public bool Runs { get; set; }

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        var leaving = _leaving.Token;
        using var clock = new PeriodicTimer(Interval, Time);
        try
        {
            do
            {
                await LookAsync();
            }
            while (await clock.WaitForNextTickAsync(leaving));
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
            return;
        }
    }

    private async Task LookAsync()
    {
        if (!Runs || _isHeld || await AskAsync() is not { } progress)
        {
            return;
        }

        _progress = progress;
        _tail.Take(progress);
        _lines = string.Join('\n', _tail.Lines);
        StateHasChanged();
    }

    private async Task<TrialProgress?> AskAsync()
    {
        try
        {
            return await Client.ProgressAsync(Trial);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // The page itself says that the cluster cannot be reached; the next look is in a second.
            return null;
        }
    }
}

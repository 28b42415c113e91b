using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Running;

/// <summary>Turns the first signal into a request and the second into an exit at once.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly ISignals _signals;
    private readonly TaskCompletionSource<StopSignal> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly IDisposable _listening;

    /// <summary>Listens from now on.</summary>
    public StopRequest(ISignals signals)
    {
        _signals = signals;
        _listening = signals.Listen(OnSignal);
    }

    /// <summary>Ends with the first signal.</summary>
    public Task<StopSignal> Received => _received.Task;

    /// <summary>Canceled with the first signal; for work that has nothing to save yet.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Stops listening. The token's source stays: a signal may still be on its way, and it holds nothing but memory.</summary>
    public void Dispose() => _listening.Dispose();

    private void OnSignal(StopSignal signal)
    {
        if (_received.TrySetResult(signal))
        {
            _cancellation.Cancel();
        }
        else
        {
            _signals.ExitNow(signal);
        }
    }
}

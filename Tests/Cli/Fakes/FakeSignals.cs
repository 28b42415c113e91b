using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>Signals that the test sends.</summary>
internal sealed class FakeSignals : ISignals, IDisposable
{
    private Action<StopSignal> _received = _ => { };

    public List<StopSignal> Exits { get; } = [];

    public bool IsListening { get; private set; }

    public IDisposable Listen(Action<StopSignal> received)
    {
        _received = received;
        IsListening = true;
        return this;
    }

    public void Send(StopSignal signal) => _received(signal);

    public void ExitNow(StopSignal signal) => Exits.Add(signal);

    public void Dispose() => IsListening = false;
}

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// Keeps all that awaits on the world's thread: what cannot go on at once, such as the second of two that wait for one commit, goes on
/// as the next action of the same instant.
/// </summary>
internal sealed class AgendaContext(VirtualTime time) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => time.After(TimeSpan.Zero, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits in a simulated world.");
}

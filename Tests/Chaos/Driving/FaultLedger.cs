using System.Collections.Concurrent;
using SweepCluster.Chaos.Plan;

namespace SweepCluster.Chaos.Driving;

/// <summary>What came of the faults so far, and what of them is still under way.</summary>
internal sealed class FaultLedger
{
    private readonly ConcurrentQueue<InjectedFault> _injected = new();
    private readonly ConcurrentQueue<Outage> _outages = new();
    private readonly ConcurrentBag<Task> _underWay = [];

    /// <summary>What came of the faults.</summary>
    public IReadOnlyList<InjectedFault> Injected => [.. _injected];

    /// <summary>How many faults were done, not skipped.</summary>
    public int DoneCount => _injected.Count(fault => fault.Skipped is null);

    /// <summary>When the cluster as a whole could not work.</summary>
    public IReadOnlyList<Outage> Outages => [.. _outages];

    /// <summary>Ends when everything that was broken so far is whole again.</summary>
    public Task WhenWholeAsync() => Task.WhenAll(_underWay);

    /// <summary>Takes in what came of a fault.</summary>
    public void Add(InjectedFault fault) => _injected.Enqueue(fault);

    /// <summary>Takes in a time in which the cluster as a whole could not work.</summary>
    public void Add(Outage outage) => _outages.Enqueue(outage);

    /// <summary>Takes in what goes on beside the next faults.</summary>
    public void Add(Task underWay) => _underWay.Add(underWay);

    /// <summary>Heals something after a time.</summary>
    public void Later(TimeSpan delay, Action heal, CancellationToken cancellationToken) => Add(HealAsync(delay, heal, cancellationToken));

    private static async Task HealAsync(TimeSpan delay, Action heal, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, TimeProvider.System, cancellationToken);
        heal();
    }
}

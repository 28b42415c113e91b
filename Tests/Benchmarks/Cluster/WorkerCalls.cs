using System.Collections.Concurrent;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>Notes when slot workers ask for a lease that they get, and when the end of an attempt is acknowledged to them.</summary>
internal sealed class WorkerCalls(TimeProvider time) : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<AttemptId, (SlotId Slot, DateTimeOffset Asked)> _leases = [];
    private readonly ConcurrentDictionary<AttemptId, DateTimeOffset> _ends = [];

    /// <summary>When the question was sent whose answer is the attempt's lease, and for which slot.</summary>
    public IReadOnlyDictionary<AttemptId, (SlotId Slot, DateTimeOffset Asked)> Leases => _leases;

    /// <summary>When the attempt's end was acknowledged.</summary>
    public IReadOnlyDictionary<AttemptId, DateTimeOffset> Ends => _ends;

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var asked = time.GetUtcNow();
        // The call's arguments are gone when it has been answered.
        var ended = context.MethodName == nameof(ITrialGrain.End) ? context.Request.GetArgument(0) as Lease : null;
        await context.Invoke();
        if (context.Result is LeaseGranted { Lease: var granted })
        {
            _leases[granted.Attempt] = (granted.Slot, asked);
        }
        else if (ended is not null)
        {
            _ends[ended.Attempt] = time.GetUtcNow();
        }
    }
}

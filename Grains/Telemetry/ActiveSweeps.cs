using System.Collections.Concurrent;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Grains.Telemetry;

/// <summary>The sweeps under way whose grains are active on this silo, each as of its last commit. For figures to be read from any thread.</summary>
internal sealed class ActiveSweeps
{
    private readonly ConcurrentDictionary<object, SweepSnapshot> _sweeps = new(ReferenceEqualityComparer.Instance);

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<SweepSnapshot> All => _sweeps.Values;

    /// <summary>Shows a sweep's state; one that is over is not shown any more.</summary>
    /// <param name="activation">The activation that knows: a second one of the same sweep has a state of its own.</param>
    /// <param name="sweep">The sweep as of its last commit.</param>
    public void Show(object activation, SweepSnapshot sweep)
    {
        if (sweep.Status.IsFinal())
        {
            Remove(activation);
        }
        else
        {
            _sweeps[activation] = sweep;
        }
    }

    /// <summary>The activation is going away.</summary>
    public void Remove(object activation) => _sweeps.TryRemove(activation, out _);
}

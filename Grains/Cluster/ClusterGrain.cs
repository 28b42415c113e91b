using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Grains.Cluster;

/// <summary>Remembers each silo's last heartbeat for a while.</summary>
[GrainType("cluster")]
internal sealed class ClusterGrain(TimeProvider time) : Grain, IClusterGrain
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (SiloView Silo, long HeardAt)> _silos = [];

    public Task Heartbeat(SiloView silo)
    {
        _silos[silo.Name] = (silo, time.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult<ImmutableArray<SiloView>>(
    [
        .. _silos.Values.Where(entry => time.GetElapsedTime(entry.HeardAt) <= Memory)
            .Select(entry => entry.Silo)
            .OrderBy(silo => silo.Name, StringComparer.Ordinal),
    ]);
}

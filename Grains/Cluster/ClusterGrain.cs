using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Grains.Cluster;

/// <summary>
/// Remembers each silo's last heartbeat for a while, and what an operator wants of it until it does so. An order is for the silo that was
/// running when it was given: one that is started again under the same name has another address.
/// </summary>
[GrainType("cluster")]
internal sealed class ClusterGrain(TimeProvider time) : Grain, IClusterGrain
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, HeardSilo> _silos = [];

    private IEnumerable<HeardSilo> Present => _silos.Values.Where(entry => time.GetElapsedTime(entry.HeardAt) <= Memory);

    public Task<SiloOrder> Heartbeat(SiloView silo)
    {
        var order = _silos.TryGetValue(silo.Name, out var known) && known.View.Address == silo.Address ? known.Order : SiloOrder.None;
        var heard = new HeardSilo(silo, time.GetTimestamp()).Ordered(order);
        _silos[silo.Name] = heard;
        return Task.FromResult(heard.Order);
    }

    public Task Order(string silo, SiloOrder order)
    {
        if (Present.FirstOrDefault(entry => entry.View.Name == silo) is not { } heard)
        {
            var names = string.Join(", ", Present.Select(entry => entry.View.Name).Order(StringComparer.Ordinal));
            throw new KeyNotFoundException($"There is no silo {silo}; those heard of in the last 15 seconds: {(names.Length > 0 ? names : "none")}.");
        }

        _silos[silo] = heard.Ordered(order);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult<ImmutableArray<SiloView>>(
    [
        .. Present.Select(entry => entry.Shown).OrderBy(silo => silo.Name, StringComparer.Ordinal),
    ]);

    /// <summary>A silo as it was heard last.</summary>
    /// <param name="View">What it said.</param>
    /// <param name="HeardAt">When.</param>
    private sealed record HeardSilo(SiloView View, long HeardAt)
    {
        /// <summary>What an operator wants of it that it has not done yet.</summary>
        public SiloOrder Order { get; private init; }

        /// <summary>The silo as it will be when it has followed its order.</summary>
        public SiloView Shown => Order == SiloOrder.None ? View : View with { IsDraining = Order == SiloOrder.Drain };

        /// <summary>The same with an order, unless the silo does so already.</summary>
        public HeardSilo Ordered(SiloOrder order) =>
            this with { Order = order == (View.IsDraining ? SiloOrder.Drain : SiloOrder.Work) ? SiloOrder.None : order };
    }
}

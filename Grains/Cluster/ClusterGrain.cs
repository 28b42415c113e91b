using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SweepCluster.Contracts.Grains;
using SweepCluster.Grains.Catalog;

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
    private readonly ChangeSignal _changes = new();

    private IEnumerable<HeardSilo> Present => _silos.Values.Where(IsPresent);

    public Task<SiloOrder> Heartbeat(SiloView silo)
    {
        var order = _silos.TryGetValue(silo.Name, out var known) && known.View.Address == silo.Address ? known.Order : SiloOrder.None;
        var heard = new HeardSilo(silo, time.GetTimestamp()).Owing(order);
        _silos[silo.Name] = heard;
        _changes.Raise();
        return Task.FromResult(heard.Order);
    }

    public Task Order(string silo, SiloOrder order)
    {
        if (Present.FirstOrDefault(entry => entry.View.Name == silo) is not { } heard)
        {
            var names = string.Join(", ", Present.Select(entry => entry.View.Name).Order(StringComparer.Ordinal));
            throw new KeyNotFoundException($"There is no silo {silo}; those heard of in the last 15 seconds: {(names.Length > 0 ? names : "none")}.");
        }

        _silos[silo] = heard.Wanted(order);
        _changes.Raise();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult(Silos());

    public async IAsyncEnumerable<ImmutableArray<SiloView>> WatchSilos([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ImmutableArray<SiloView>? told = null;
        while (true)
        {
            var news = _changes.Next;
            Forget();
            var silos = Silos();
            if (told is not { } known || !Matches(known, silos))
            {
                told = silos;
                yield return silos;
            }

            await ChangeSignal.WaitAsync(news, UntilNextSilence(), time, cancellationToken);
        }
    }

    private ImmutableArray<SiloView> Silos() =>
        [.. Present.Select(entry => entry.Shown).OrderBy(silo => silo.Name, StringComparer.Ordinal)];

    private bool IsPresent(HeardSilo silo) => time.GetElapsedTime(silo.HeardAt) <= Memory;

    /// <summary>The time until the silo heard of longest ago will have been silent for too long.</summary>
    private TimeSpan UntilNextSilence()
    {
        var rest = Memory - _silos.Values.Select(silo => time.GetElapsedTime(silo.HeardAt)).DefaultIfEmpty().Max();
        return rest >= TimeSpan.Zero ? rest + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private void Forget()
    {
        foreach (var (name, _) in _silos.Where(entry => !IsPresent(entry.Value)).ToArray())
        {
            _silos.Remove(name);
        }
    }

    private static bool Matches(ImmutableArray<SiloView> some, ImmutableArray<SiloView> others) =>
        some.Length == others.Length && some.Zip(others).All(pair =>
            pair.First with { Slots = [] } == pair.Second with { Slots = [] } && pair.First.Slots.SequenceEqual(pair.Second.Slots));

    /// <summary>A silo as it was heard last.</summary>
    /// <param name="View">What it said.</param>
    /// <param name="HeardAt">When.</param>
    private sealed record HeardSilo(SiloView View, long HeardAt)
    {
        /// <summary>What an operator wants of it that it has not done yet.</summary>
        public SiloOrder Order { get; private init; }

        /// <summary>The silo as it will be when it has followed its order.</summary>
        public SiloView Shown => Order == SiloOrder.None ? View : View with { IsDraining = Order == SiloOrder.Drain };

        /// <summary>
        /// The same with a new order, unless the silo does so already. What it said last counts only while it owes nothing: it may have
        /// followed an earlier order without having said so yet.
        /// </summary>
        public HeardSilo Wanted(SiloOrder order) => Order == SiloOrder.None ? Owing(order) : this with { Order = order };

        /// <summary>The same with an order that it owes, unless it says that it does so.</summary>
        public HeardSilo Owing(SiloOrder order) =>
            this with { Order = order == (View.IsDraining ? SiloOrder.Drain : SiloOrder.Work) ? SiloOrder.None : order };
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A cluster of one silo that takes orders.</summary>
internal sealed class FakeClusterGrain : IClusterGrain
{
    public SiloView Silo { get; private set; } = new("silo-a", "127.0.0.1:1@1", []);

    public Task<SiloOrder> Heartbeat(SiloView silo) => throw new NotSupportedException();

    public Task Order(string silo, SiloOrder order)
    {
        Silo = silo == Silo.Name
            ? Silo with { IsDraining = order == SiloOrder.Drain }
            : throw new KeyNotFoundException($"There is no silo {silo}; those heard of in the last 15 seconds: {Silo.Name}.");
        return Task.CompletedTask;
    }

    /// <summary>What is told one after another to those who watch.</summary>
    public List<SiloView> Told { get; } = [];

    public async IAsyncEnumerable<ImmutableArray<SiloView>> WatchSilos([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var view in Told)
        {
            Seen++;
            yield return [view];
            await Task.Yield();
        }
    }

    /// <summary>How many of them somebody has taken.</summary>
    public int Seen { get; private set; }

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult<ImmutableArray<SiloView>>([Silo]);
}

using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Slots;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>A cluster of one silo in this process, wired by the product, on a home of its own that is deleted with it.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Stack<IAsyncDisposable> _parts = [];
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sweep-bench-");

    private LocalCluster? _local;

    private BenchmarkCluster()
    {
    }

    public IGrainFactory Grains { get; private set; } = null!;

    public SlotBoard Board { get; private set; } = null!;

    /// <summary>A cluster on SQLite.</summary>
    /// <param name="slots">How many slots it has.</param>
    /// <param name="configure">Other settings of its silo.</param>
    /// <param name="services">What is added to its services; null for nothing.</param>
    /// <param name="prepare">What is done to its home, given by its path, before it starts; null for nothing.</param>
    public static async Task<BenchmarkCluster> StartOnSqliteAsync(
        int slots, Action<SiloSettings> configure, Action<IServiceCollection>? services = null, Func<string, Task>? prepare = null)
    {
        var cluster = new BenchmarkCluster();
        await (prepare?.Invoke(cluster._home.FullName) ?? Task.CompletedTask);
        var local = await LocalCluster.StartAsync(
            new LocalClusterOptions(cluster._home.FullName, "benchmark")
            {
                Devices = $"cpu:{slots}",
                WarmsUp = false,
                Configure = configure,
                ConfigureServices = services,
            },
            CancellationToken.None);
        cluster._parts.Push(local);
        (cluster.Grains, cluster.Board, cluster._local) = (local.Grains, local.Board, local);
        return cluster;
    }

    /// <summary>A cluster on PostgreSQL and Redis, which are started too.</summary>
    /// <exception cref="InvalidOperationException">A server is not installed or does not start.</exception>
    public static async Task<BenchmarkCluster> StartOnPostgresAsync(int slots, Action<SiloSettings> configure)
    {
        var cluster = new BenchmarkCluster();
        try
        {
            await cluster.JoinAsync(slots, configure);
            return cluster;
        }
        catch (Exception)
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps the workers of a cluster on SQLite from all work, for callers who make their calls.</summary>
    public void LetWorkersRest() => _local!.ServeOnly("no sweep");

    /// <summary>The slots, when all of them have asked for work in vain and wait.</summary>
    public async Task<ImmutableArray<SlotView>> IdleSlotsAsync(int count)
    {
        await UntilAsync(() => Task.FromResult(Board.Slots.Count(status => status.Slot.State == "idle") == count));
        return [.. Board.Slots.Select(status => status.Slot)];
    }

    /// <summary>The Orleans address of the silo.</summary>
    public async Task<string> AddressAsync()
    {
        var silos = ImmutableArray<SiloView>.Empty;
        await UntilAsync(async () => (silos = await Grains.GetGrain<IClusterGrain>(0).GetSilos()) is [_]);
        return silos[0].Address;
    }

    public async Task<string> SubmitAsync(SweepSpec spec) => await Grains.GetGrain<ISweepCatalogGrain>(0).Submit(spec);

    /// <summary>Waits until a sweep has completed.</summary>
    public Task CompletedAsync(string sweep) => UntilAsync(async () =>
        (await Grains.GetGrain<ISweepGrain>(sweep).GetSnapshot()).Status switch
        {
            SweepStatus.Completed => true,
            SweepStatus.Running => false,
            var status => throw new InvalidOperationException($"The sweep is {status}; it was to complete."),
        });

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _home.Delete(recursive: true);
    }

    private async Task JoinAsync(int slots, Action<SiloSettings> configure)
    {
        var postgres = await PostgresServer.StartNewAsync();
        _parts.Push(postgres);
        var redis = await RedisServer.StartNewAsync();
        _parts.Push(redis);
        await postgres.CreateDatabaseAsync("bench");
        var silo = await ClusterSilo.StartAsync(
            new ClusterSiloOptions(_home.FullName)
            {
                ConfigureCluster = cluster =>
                {
                    (cluster.Redis, cluster.Postgres) = (redis.ConnectionString, postgres.ConnectionString("bench"));
                    (cluster.Address, cluster.SiloPort, cluster.GatewayPort) = ("127.0.0.1", 0, 0);
                },
                MonitorUrl = "",
                ConfigureSilo = settings =>
                {
                    (settings.Devices, settings.WarmsUp) = ($"cpu:{slots}", false);
                    configure(settings);
                },
            },
            CancellationToken.None);
        _parts.Push(silo);
        (Grains, Board) = (silo.Grains, silo.Board);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(Pause, TimeProvider.System, deadline.Token);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests;

/// <summary>
/// Silos in this process on a real database, with a store that can be made to fail. Grains see a clock that only tests move; Orleans'
/// own upkeep goes by the real one.
/// </summary>
public class SweepTestCluster : IAsyncLifetime
{
    private readonly short _silos;
    private readonly TimeProvider _time;
    private InProcessTestCluster _cluster = null!;

    /// <summary>One silo on SQLite and a clock that stands still: what most tests want.</summary>
    public SweepTestCluster()
        : this(new SqliteDatabase())
    {
    }

    protected SweepTestCluster(TestDatabase database)
        : this(database, 1, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))
    {
    }

    private SweepTestCluster(TestDatabase database, short silos, TimeProvider time) => (Database, _silos, _time) = (database, silos, time);

    public TestDatabase Database { get; }

    public FakeTimeProvider Time => (FakeTimeProvider)_time;

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    internal StoreFaults Faults { get; } = new();

    /// <summary>One silo on a database and a clock that stands still.</summary>
    public static async Task<SweepTestCluster> StartAsync(TestDatabase database)
    {
        var cluster = new SweepTestCluster(database);
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>Two silos and the real clock, for tests that kill one.</summary>
    public static async Task<SweepTestCluster> StartTwoSilosAsync(TestDatabase database)
    {
        var cluster = new SweepTestCluster(database, 2, TimeProvider.System);
        await cluster.InitializeAsync();
        return cluster;
    }

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(_silos);
        builder.ConfigureSiloHost((_, host) => Configure(host.Services));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>A service of the first silo.</summary>
    public T Service<T>()
        where T : notnull => _cluster.GetSiloServiceProvider(Silos[0].SiloAddress).GetRequiredService<T>();

    /// <summary>Submits a sweep.</summary>
    internal async Task<SweepDriver> SubmitAsync(string id, SweepSpec? spec = null)
    {
        var driver = Driver(id);
        await driver.Grain.Submit(spec ?? Specs.Simple(), "hash");
        return driver;
    }

    internal SweepDriver Driver(string id) => new(
        Grains.GetGrain<ISweepGrain>(id), id, Silos[0].SiloAddress.ToParsableString(), Database);

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton(_time);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        Database.AddStore(services);
        services.Replace(ServiceDescriptor.Singleton<IEventStore>(provider =>
            new FaultyStore(ActivatorUtilities.CreateInstance<EventStore>(provider), Faults)));
        services.AddSweepGrains();
        services.Configure<SweepOptions>(options => options.TickInterval = TimeSpan.FromMilliseconds(100));
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresTestCluster(SharedPostgres shared) : SweepTestCluster(new PostgresDatabase(shared));

/// <summary>The tests that share one cluster; they run one after another, because they share its clock.</summary>
[CollectionDefinition]
public sealed class OneCluster : ICollectionFixture<SweepTestCluster>;

/// <summary>The same for the cluster on PostgreSQL.</summary>
[CollectionDefinition]
public sealed class OnePostgresCluster : ICollectionFixture<PostgresTestCluster>;

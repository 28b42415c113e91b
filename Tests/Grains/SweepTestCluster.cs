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
public sealed class SweepTestCluster : IAsyncLifetime
{
    private readonly short _silos;
    private readonly TimeProvider _time;
    private InProcessTestCluster _cluster = null!;

    /// <summary>One silo and a clock that stands still: what most tests want.</summary>
    public SweepTestCluster()
        : this(1, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))
    {
    }

    private SweepTestCluster(short silos, TimeProvider time) => (_silos, _time) = (silos, time);

    public TestDatabase Database { get; } = new();

    public FakeTimeProvider Time => (FakeTimeProvider)_time;

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    internal StoreFaults Faults { get; } = new();

    /// <summary>Two silos and the real clock, for tests that kill one.</summary>
    public static async Task<SweepTestCluster> StartTwoSilosAsync()
    {
        var cluster = new SweepTestCluster(2, TimeProvider.System);
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
    }

    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>A service of a silo.</summary>
    public T Service<T>(int silo = 0)
        where T : notnull => _cluster.GetSiloServiceProvider(Silos[silo].SiloAddress).GetRequiredService<T>();

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
        services.AddSqliteSweepStore(Database.Path);
        services.Replace(ServiceDescriptor.Singleton<IEventStore>(provider =>
            new FaultyStore(ActivatorUtilities.CreateInstance<EventStore>(provider), Faults)));
        services.AddSweepGrains();
        services.Configure<SweepOptions>(options => options.TickInterval = TimeSpan.FromMilliseconds(100));
    }
}

/// <summary>The tests that share one cluster; they run one after another, because they share its clock.</summary>
[CollectionDefinition]
public sealed class OneCluster : ICollectionFixture<SweepTestCluster>;

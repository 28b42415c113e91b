using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests;

/// <summary>A real database of its own, with the schema of the migrations.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private ServiceProvider? _services;

    internal IEventStore Store => Services.GetRequiredService<IEventStore>();

    internal SweepReader Reader => Services.GetRequiredService<SweepReader>();

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("The database is not initialised yet.");

    public async ValueTask InitializeAsync()
    {
        await CreateAsync();
        _services = NewServices();
        await StoreServices.MigrateAsync(_services, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await DeleteAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Wires a store on this database.</summary>
    public abstract void AddStore(IServiceCollection services);

    /// <summary>The services of one more silo on this database.</summary>
    internal ServiceProvider NewServices()
    {
        var services = new ServiceCollection().AddLogging();
        AddStore(services);
        return services.BuildServiceProvider();
    }

    internal T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    internal SweepDbContext Open() => Services.GetRequiredService<IDbContextFactory<SweepDbContext>>().CreateDbContext();

    /// <summary>The whole log of a sweep.</summary>
    internal Task<IReadOnlyList<SweepEvent>> LogAsync(string sweep) => Store.ReadAsync(sweep, 1, 10_000, CancellationToken.None);

    /// <summary>Makes the empty database.</summary>
    protected abstract Task CreateAsync();

    protected abstract Task DeleteAsync();
}

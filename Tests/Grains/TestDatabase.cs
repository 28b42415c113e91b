using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests;

/// <summary>A real SQLite file of its own, with the schema of the migrations.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-store-");
    private readonly ServiceProvider _services;

    public TestDatabase()
    {
        _services = new ServiceCollection().AddLogging().AddSqliteSweepStore(Path).BuildServiceProvider();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "sweeps.db");

    internal IEventStore Store => _services.GetRequiredService<IEventStore>();

    internal SweepReader Reader => _services.GetRequiredService<SweepReader>();

    public async ValueTask InitializeAsync() => await StoreServices.MigrateAsync(_services, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal SweepDbContext Open() => _services.GetRequiredService<IDbContextFactory<SweepDbContext>>().CreateDbContext();

    /// <summary>The whole log of a sweep.</summary>
    internal Task<IReadOnlyList<SweepEvent>> LogAsync(string sweep) => Store.ReadAsync(sweep, 1, 10_000, CancellationToken.None);
}

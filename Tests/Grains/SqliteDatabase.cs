using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests;

/// <summary>An SQLite file in a folder of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-store-");

    public override void AddStore(IServiceCollection services) =>
        services.AddSqliteSweepStore(Path.Combine(_folder.FullName, "sweeps.db"));

    protected override Task CreateAsync() => Task.CompletedTask;

    protected override Task DeleteAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

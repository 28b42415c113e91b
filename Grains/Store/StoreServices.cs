using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SweepCluster.Grains.Store;

/// <summary>Wires the event store.</summary>
public static class StoreServices
{
    /// <summary>Adds the event store on an SQLite file; the schema is brought up to date by <see cref="MigrateAsync"/>.</summary>
    public static IServiceCollection AddSqliteSweepStore(this IServiceCollection services, string path)
    {
        services.AddPooledDbContextFactory<SweepDbContext>(options => options.UseSqlite(ConnectionString(path)));
        services.AddSingleton<IEventStore, EventStore>();
        services.AddSingleton(provider => new SweepReader(
            provider.GetRequiredService<IDbContextFactory<SweepDbContext>>(), provider.GetRequiredService<IEventStore>()));
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<EventWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<EventWriter>());
        return services;
    }

    /// <summary>Brings the store's schema up to date. Call it before the host starts.</summary>
    public static async Task MigrateAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var contexts = provider.GetRequiredService<IDbContextFactory<SweepDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>
    /// EF's migrations switch a new file to write-ahead logging; a full flush per commit is SQLite's default and stays, because an
    /// acknowledged report must survive a power cut.
    /// </summary>
    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ConnectionString;
}

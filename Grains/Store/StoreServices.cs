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

    /// <summary>Brings the store's schema up to date. For the holder of the home alone, before its host starts.</summary>
    public static async Task MigrateAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(provider, cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            // EF guards migrations by a row that outlives a killed process, and waits for it for ever. Only the holder of the home gets
            // here, so a row that is there belongs to the dead. A cancellation would leave one behind too.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await context.Database.MigrateAsync(CancellationToken.None);
        }

        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }

    /// <summary>True when the schema is the one this program reads; a reader beside the holder never changes it.</summary>
    public static async Task<bool> IsCurrentAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(provider, cancellationToken);
        return !(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    private static Task<SweepDbContext> ContextAsync(IServiceProvider provider, CancellationToken cancellationToken) =>
        provider.GetRequiredService<IDbContextFactory<SweepDbContext>>().CreateDbContextAsync(cancellationToken);

    /// <summary>A full flush per commit is SQLite's default and stays: an acknowledged report must survive a power cut.</summary>
    private static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ConnectionString;
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Orleans.Serialization;
using SweepCluster.Grains.Telemetry;

namespace SweepCluster.Grains.Store;

/// <summary>Wires the event store.</summary>
public static class StoreServices
{
    /// <summary>
    /// What holds unless the connection string says otherwise: nothing waits long for a server that is away or frozen, and a handful of
    /// silos fit into the 100 connections that a server takes by default.
    /// </summary>
    private const string PostgresDefaults = "Timeout=5;Command Timeout=10;Maximum Pool Size=20;Application Name=SweepCluster;";

    /// <summary>Adds the event store on an SQLite file; the schema is brought up to date by <see cref="MigrateAsync"/>.</summary>
    public static IServiceCollection AddSqliteSweepStore(this IServiceCollection services, string path) =>
        services.AddSweepStore<SqliteSweepDbContext>(options => options.UseSqlite(SqliteConnectionString(path)));

    /// <summary>
    /// Adds the event store on a PostgreSQL database that exists; the schema is brought up to date by <see cref="MigrateAsync"/>. While
    /// the server is away appends and reads fail within seconds; when it is back they work again.
    /// </summary>
    /// <remarks>
    /// The server must keep what it has acknowledged: <c>synchronous_commit</c> and <c>fsync</c> stay on, and only a synchronous replica
    /// may take over.
    /// </remarks>
    /// <param name="services">Where to add it.</param>
    /// <param name="connectionString">
    /// Npgsql's connection string. Defaults: <c>Timeout</c> (to connect) 5 s, <c>Command Timeout</c> 10 s, <c>Maximum Pool Size</c> 20.
    /// </param>
    /// <exception cref="ArgumentException">The connection string has an unknown keyword or a bad value, or names no host.</exception>
    public static IServiceCollection AddPostgresSweepStore(this IServiceCollection services, string connectionString)
    {
        var complete = PostgresConnectionString(connectionString);
        return services.AddSweepStore<PostgresSweepDbContext>(options => options.UseNpgsql(complete, RetryNothing));
    }

    /// <summary>
    /// Brings the store's schema up to date, before the host starts. On SQLite this is for the holder of the home alone; on PostgreSQL any
    /// number of silos may call it at once: one migrates, the others wait for it.
    /// </summary>
    public static async Task MigrateAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(provider, cancellationToken);
        await context.MigrateAsync(cancellationToken);
    }

    /// <summary>True when the schema is the one this program reads; a reader beside the holder never changes it.</summary>
    public static async Task<bool> IsCurrentAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var context = await ContextAsync(provider, cancellationToken);
        return await context.IsCurrentAsync(cancellationToken);
    }

    /// <summary>The connection string with the defaults of <see cref="AddPostgresSweepStore"/>; of two values for a keyword the last counts.</summary>
    internal static string PostgresConnectionString(string connectionString)
    {
        var complete = new NpgsqlConnectionStringBuilder(PostgresDefaults + connectionString);
        return string.IsNullOrWhiteSpace(complete.Host)
            ? throw new ArgumentException(
                "The connection string names no host; it must look like Host=db;Database=sweeps;Username=sweep;Password=…", nameof(connectionString))
            : complete.ConnectionString;
    }

    private static IServiceCollection AddSweepStore<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : SweepDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<SweepDbContext>, SweepContextFactory<TContext>>();
        services.AddSingleton<IEventStore, EventStore>();
        services.AddSerializer();
        services.AddSingleton<SegmentCodec>();
        services.AddSingleton<SegmentStore>();
        services.AddSingleton<SegmentPacker>();
        services.AddSingleton<SweepReplay>();
        services.AddSingleton(provider => new SweepReader(
            provider.GetRequiredService<IDbContextFactory<SweepDbContext>>(), provider.GetRequiredService<SweepReplay>()));
        services.AddSingleton<KeyStore>();
        services.AddSingleton(provider => new StoreProbe(provider.GetRequiredService<IDbContextFactory<SweepDbContext>>()));
        services.AddSingleton<StoreHealth>();
        services.AddMetrics();
        services.AddSingleton<StoreMeter>();
        services.AddSingleton<EventWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<EventWriter>());
        return services;
    }

    private static Task<SweepDbContext> ContextAsync(IServiceProvider provider, CancellationToken cancellationToken) =>
        provider.GetRequiredService<IDbContextFactory<SweepDbContext>>().CreateDbContextAsync(cancellationToken);

    /// <summary>
    /// An append must fail rather than be repeated here: only its caller can find out from the log whether it was stored. Npgsql's own
    /// strategy repeats nothing either, but hides the error in another one.
    /// </summary>
    private static void RetryNothing(NpgsqlDbContextOptionsBuilder options) =>
        options.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies));

    /// <summary>A full flush per commit is SQLite's default and stays: an acknowledged report must survive a power cut.</summary>
    private static string SqliteConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ConnectionString;
}

using System.Data;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SweepCluster.Grains.Store;

/// <summary>
/// The event log and its projections in PostgreSQL, which many silos write. JSON lies in columns of type <c>text</c>: the log must come
/// back byte for byte, and <c>jsonb</c> would reorder it and refuse an escaped NUL. Times keep microseconds in their columns, and all
/// their digits in the JSON.
/// </summary>
internal sealed class PostgresSweepDbContext(DbContextOptions<PostgresSweepDbContext> options) : SweepDbContext(options)
{
    /// <summary>What silos that start together agree on; any number that nobody else locks in this database.</summary>
    private const long MigrationLock = 0x5357_4545_5043;

    /// <summary>Bounds one migration, and the wait for another silo that is at it; a log grows long, so an index on it takes a while.</summary>
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (await IsCurrentAsync(cancellationToken))
        {
            // The usual start takes no lock that a running dump of the database would hold up.
            return;
        }

        Database.SetCommandTimeout(MigrationTimeout);
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // EF's own lock is on its history table, which silos that meet on an empty database would race to create.
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await UnlockAsync();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Bytewise order is SQLite's too, and does not change when the server's operating system gets a new C library.
        configurationBuilder.Properties<string>().HaveConversion<TextConverter>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
    }

    /// <summary>The lock belongs to the session, so a connection that is lost has given it back; one that goes to the pool must not keep it.</summary>
    private async Task UnlockAsync()
    {
        if (Database.GetDbConnection().State == ConnectionState.Open)
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    private static string Storable(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')))
        : text;

    /// <summary>
    /// PostgreSQL refuses NUL and half surrogate pairs, which may be among the last words of a crashed program; a sweep must not get stuck
    /// on them. The JSON of events and snapshots has them escaped and stays as it is.
    /// </summary>
    private sealed class TextConverter() : ValueConverter<string, string>(text => Storable(text), text => text);
}

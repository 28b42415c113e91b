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
    /// <summary>Bounds one migration, and the wait for another silo that is at it; a log grows long, so an index on it takes a while.</summary>
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Any number will do that is the same in all silos and in no other program on this database.</summary>
    private const long MigrationLock = 0x53_77_65_65_70;

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        Database.SetCommandTimeout(MigrationTimeout);
        // EF locks its history table even when there is nothing to do; the usual start must not wait for a dump of the database.
        if (!await IsCurrentAsync(cancellationToken))
        {
            await MigrateAloneAsync(cancellationToken);
        }
    }

    /// <summary>
    /// EF's own lock ends with each migration, and of two silos that both have several to do the second may then repeat one of the first
    /// silo's. So of silos that start at once one gets this lock and the others, when they get it, find nothing left to do. It ends with
    /// its session, so a silo that dies at it leaves nothing behind.
    /// </summary>
    private async Task MigrateAloneAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await Database.MigrateAsync(cancellationToken);
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Bytewise order is SQLite's too, and does not change when the server's operating system gets a new C library.
        configurationBuilder.Properties<string>().HaveConversion<TextConverter>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
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

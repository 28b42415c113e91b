using Microsoft.EntityFrameworkCore;

namespace SweepCluster.Grains.Store;

/// <summary>The event log and its projections in an SQLite file, which one process writes.</summary>
internal sealed class SqliteSweepDbContext(DbContextOptions<SqliteSweepDbContext> options) : SweepDbContext(options)
{
    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (!await IsCurrentAsync(cancellationToken))
        {
            // EF guards migrations by a row that outlives a killed process, and waits for it for ever. Only the holder of the home gets
            // here, so a row that is there belongs to the dead. A cancellation would leave one behind too.
            await Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await Database.MigrateAsync(CancellationToken.None);
        }

        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

public sealed class SqliteMigrationTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_NewFile_HasNoPendingMigrationAndWritesAhead()
    {
        await using var context = database.Open();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal("wal", await PragmaAsync(context, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(context, "synchronous"));
    }

    [Fact]
    public async Task Migrations_OfExistingHomes_KeepTheirIds()
    {
        await using var context = database.Open();

        Assert.Equal("20261124082014_Initial", (await context.Database.GetAppliedMigrationsAsync(Stop)).First());
    }

    [Fact]
    public async Task Migrate_LockLeftByAKilledProcess_IsCleared()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-lock-");
        var path = Path.Combine(folder.FullName, "sweeps.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync(Stop);
        }

        await using var provider = new ServiceCollection().AddLogging().AddSqliteSweepStore(path).BuildServiceProvider();
        Assert.False(await StoreServices.IsCurrentAsync(provider, Stop));
        await StoreServices.MigrateAsync(provider, Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.True(await StoreServices.IsCurrentAsync(provider, Stop));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task<string> PragmaAsync(SweepDbContext context, string name)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return $"{await command.ExecuteScalarAsync()}";
    }
}

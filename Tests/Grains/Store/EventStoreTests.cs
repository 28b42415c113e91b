using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>What every event store promises, on SQLite.</summary>
public sealed class EventStoreTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Migrate_NewFile_HasNoPendingMigrationAndWritesAhead()
    {
        await using var context = database.Open();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal("wal", await PragmaAsync(context, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(context, "synchronous"));
    }

    [Fact]
    public async Task Migrate_LockLeftByAKilledProcess_IsCleared()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-lock-");
        var path = Path.Combine(folder.FullName, "sweeps.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var provider = new ServiceCollection().AddLogging().AddSqliteSweepStore(path).BuildServiceProvider();
        Assert.False(await StoreServices.IsCurrentAsync(provider, TestContext.Current.CancellationToken));
        await StoreServices.MigrateAsync(provider, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(await StoreServices.IsCurrentAsync(provider, TestContext.Current.CancellationToken));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Read_Pages_GiveEveryEventOnceInOrder()
    {
        var script = new SweepScript("pages-1");
        await AppendAsync(script.Submit(), script.StartNew(), script.Report(0, 1, 0.5), script.Report(0, 2, 0.6));

        var first = await database.Store.ReadAsync("pages-1", 1, 3, CancellationToken.None);
        var second = await database.Store.ReadAsync("pages-1", 4, 3, CancellationToken.None);
        var last = await database.Store.ReadAsync("pages-1", 7, 3, CancellationToken.None);

        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L, 7L], first.Concat(second).Concat(last).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Read_UnknownSweep_IsEmpty() => Assert.Empty(await database.LogAsync("nobody-1"));

    [Fact]
    public async Task Append_SequenceTaken_StoresNothingOfTheBatch()
    {
        var (original, duplicate, bystander) = (new SweepScript("twice-1"), new SweepScript("twice-1"), new SweepScript("innocent-1"));
        await AppendAsync(original.Submit());

        var conflict = await Assert.ThrowsAsync<SequenceConflictException>(
            () => AppendAsync(bystander.Submit(), duplicate.Submit()));

        Assert.Contains("another activation", conflict.Message);
        Assert.Empty(await database.LogAsync("innocent-1"));
        Assert.Single(await database.LogAsync("twice-1"));
    }

    [Fact]
    public async Task Append_LateEventOfAnOldActivation_ChangesNoProjection()
    {
        var (current, old) = (new SweepScript("late-1"), new SweepScript("late-1"));
        await AppendAsync(current.Submit(), current.StartNew());
        old.Submit();
        old.StartNew();
        await AppendAsync(current.Report(0, 1, 0.5));

        await Assert.ThrowsAsync<SequenceConflictException>(() => AppendAsync(old.Report(0, 1, 0.9)));

        await using var context = database.Open();
        var report = await context.Reports.SingleAsync(row => row.Sweep == "late-1", TestContext.Current.CancellationToken);
        Assert.Contains("0.5", report.Metrics);
    }

    private Task AppendAsync(params AppendRequest[] requests) => database.Store.AppendAsync(requests, CancellationToken.None);

    private static async Task<string> PragmaAsync(SweepDbContext context, string name)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return $"{await command.ExecuteScalarAsync()}";
    }
}

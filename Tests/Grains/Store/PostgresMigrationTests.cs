using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

public sealed class PostgresMigrationTests(SharedPostgres shared)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_NewDatabase_HasNoPendingMigration()
    {
        await using var database = await DatabaseAsync();
        await using var context = database.Open();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Migrate_ManySilosAtOnce_EachMigrationIsAppliedOnce()
    {
        var server = await shared.ServerAsync();
        await server.CreateDatabaseAsync("silos");
        var silos = Enumerable.Range(0, 6).Select(number => Silo($"{server.ConnectionString("silos")};Application Name=silo-{number}")).ToList();

        await Task.WhenAll(silos.Select(silo => StoreServices.MigrateAsync(silo, Stop)));

        foreach (var silo in silos)
        {
            Assert.True(await StoreServices.IsCurrentAsync(silo, Stop));
            await silo.DisposeAsync();
        }

        await server.DropDatabaseAsync("silos");
    }

    [Fact]
    public async Task Migrate_AnotherSiloIsAtIt_WaitsForItLongerThanForACommand()
    {
        var server = await shared.ServerAsync();
        await server.CreateDatabaseAsync("waiting");
        await using var other = new NpgsqlConnection(server.ConnectionString("waiting") + ";Pooling=false");
        await other.OpenAsync(Stop);
        await ExecuteAsync(other, """
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL);
            BEGIN;
            LOCK TABLE "__EFMigrationsHistory" IN ACCESS EXCLUSIVE MODE;
            """);
        await using var silo = Silo($"{server.ConnectionString("waiting")};Command Timeout=1");

        var migrated = StoreServices.MigrateAsync(silo, Stop);
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        Assert.False(migrated.IsCompleted);
        await ExecuteAsync(other, "COMMIT");

        await migrated;
        Assert.True(await StoreServices.IsCurrentAsync(silo, Stop));
        await server.DropDatabaseAsync("waiting");
    }

    [Fact]
    public async Task Migrate_NothingToDo_DoesNotWaitForADumpOfTheDatabase()
    {
        await using var database = await DatabaseAsync();
        await using var dump = new NpgsqlConnection(database.ConnectionString);
        await dump.OpenAsync(Stop);
        await using var transaction = await dump.BeginTransactionAsync(Stop);
        await ExecuteAsync(dump, "LOCK TABLE \"__EFMigrationsHistory\" IN ACCESS SHARE MODE");

        await using var silo = database.NewServices();
        await StoreServices.MigrateAsync(silo, Stop).WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    private async Task<PostgresDatabase> DatabaseAsync()
    {
        var database = new PostgresDatabase(shared);
        await database.InitializeAsync();
        return database;
    }

    private static ServiceProvider Silo(string connectionString) =>
        new ServiceCollection().AddLogging().AddPostgresSweepStore(connectionString).BuildServiceProvider();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}

using System.Diagnostics;
using Npgsql;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>What happens to an append whose sequence number another transaction holds and has not committed yet.</summary>
public sealed class PostgresTransactionTests(SharedPostgres shared) : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new(shared) { Settings = "Command Timeout=2" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Append_OldTransactionCommitsLate_IsAConflict()
    {
        await using var old = await BeginAsync("late-1");
        var append = AppendAsync("late-1");
        await WaitsForALockAsync();

        await old.CommitAsync(Stop);

        await Assert.ThrowsAsync<SequenceConflictException>(() => append);
    }

    [Fact]
    public async Task Append_OldTransactionIsRolledBack_IsStored()
    {
        await using var old = await BeginAsync("back-1");
        var append = AppendAsync("back-1");
        await WaitsForALockAsync();

        await old.RollbackAsync(Stop);

        await append;
        Assert.Single(await _database.LogAsync("back-1"));
    }

    [Fact]
    public async Task Append_OldTransactionStaysOpen_FailsAtTheCommandTimeoutAndCanBeRepeated()
    {
        await using var old = await BeginAsync("stuck-1");
        var watch = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync("stuck-1"));

        Assert.IsNotType<SequenceConflictException>(failure);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
        await old.RollbackAsync(Stop);
        await AppendAsync("stuck-1");
        Assert.Single(await _database.LogAsync("stuck-1"));
    }

    private Task AppendAsync(string sweep) => _database.Store.AppendAsync([new SweepScript(sweep).Submit()], CancellationToken.None);

    private async Task<NpgsqlTransaction> BeginAsync(string sweep)
    {
        var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(Stop);
        var transaction = await connection.BeginTransactionAsync(Stop);
        await using var insert = new NpgsqlCommand(
            """INSERT INTO events ("Sweep", "Sequence", "Kind", "Payload", "Time") VALUES ($1, 1, 'old', '{}', now())""", connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = sweep });
        await insert.ExecuteNonQueryAsync(Stop);
        return transaction;
    }

    private async Task WaitsForALockAsync()
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var waiting = new NpgsqlCommand(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
        await Eventually.True(async () => (bool)(await waiting.ExecuteScalarAsync(Stop))!, "an append waits for the open transaction");
    }
}

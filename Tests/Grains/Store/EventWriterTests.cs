using Microsoft.Extensions.Logging.Abstractions;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>Group commit: who shares a transaction, and who fails with whom.</summary>
public abstract class EventWriterTests : IAsyncLifetime
{
    private readonly TestDatabase _database;
    private readonly StoreFaults _faults = new();
    private readonly StoreHealth _health = new();
    private readonly EventWriter _writer;

    protected EventWriterTests(TestDatabase database)
    {
        _database = database;
        _writer = new EventWriter(new FaultyStore(database.Store, _faults), _health, new StoreMeter(new TestMeters()), TimeProvider.System, NullLogger<EventWriter>.Instance);
    }

    public async ValueTask InitializeAsync() => await _writer.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_Answered_IsStored()
    {
        var script = new SweepScript("stored-1");

        await new SweepJournal(_writer).AppendAsync(script.Submit());

        Assert.Single(await _database.LogAsync("stored-1"));
    }

    [Fact]
    public async Task Append_Duplicate_FailsAloneInItsBatch()
    {
        var (first, second, duplicate) = (new SweepScript("good-1"), new SweepScript("good-2"), new SweepScript("double-1"));
        await _database.Store.AppendAsync([new SweepScript("double-1").Submit()], CancellationToken.None);
        var open = await BlockAsync("block-1");

        var before = new SweepJournal(_writer).AppendAsync(first.Submit());
        var conflict = new SweepJournal(_writer).AppendAsync(duplicate.Submit());
        var after = new SweepJournal(_writer).AppendAsync(second.Submit());
        open();

        await before;
        await after;
        await Assert.ThrowsAsync<SequenceConflictException>(() => conflict);
        Assert.Single(await _database.LogAsync("good-1"));
        Assert.Single(await _database.LogAsync("good-2"));
    }

    [Fact]
    public async Task Append_AfterAFailedCommit_FailsInTheSameJournalOnly()
    {
        var (failing, other) = (new SweepScript("failing-1"), new SweepScript("other-1"));
        var (failingJournal, otherJournal) = (new SweepJournal(_writer), new SweepJournal(_writer));
        _faults.FailNext("failing-1");

        await Assert.ThrowsAsync<IOException>(() => failingJournal.AppendAsync(failing.Submit()));

        await otherJournal.AppendAsync(other.Submit());
        var later = await Assert.ThrowsAsync<IOException>(() => failingJournal.AppendAsync(failing.StartNew()));
        Assert.Equal(StoreFaults.DiskFull, later.Message);
        await Assert.ThrowsAsync<IOException>(failingJournal.FlushAsync);
        Assert.Empty(await _database.LogAsync("failing-1"));
        Assert.Single(await _database.LogAsync("other-1"));
    }

    [Fact]
    public async Task Trouble_FailedCommit_IsTheStoresUntilTheNextSuccess()
    {
        Assert.Null(_health.Trouble);
        _faults.FailNext("health-1");
        await Assert.ThrowsAsync<IOException>(() => new SweepJournal(_writer).AppendAsync(new SweepScript("health-1").Submit()));
        Assert.Contains(StoreFaults.DiskFull, _health.Trouble);

        await new SweepJournal(_writer).AppendAsync(new SweepScript("health-1").Submit());

        Assert.Null(_health.Trouble);
    }

    [Fact]
    public async Task Append_QueuedBehindAFailingOne_LeavesNoGap()
    {
        var script = new SweepScript("gap-1");
        var journal = new SweepJournal(_writer);
        var gate = _faults.HoldNext("gap-1");
        _faults.FailNext("gap-1");

        var first = journal.AppendAsync(script.Submit());
        await gate.Reached;
        var second = journal.AppendAsync(script.StartNew());
        gate.Open();

        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Empty(await _database.LogAsync("gap-1"));
    }

    [Fact]
    public async Task Flush_PendingAppend_EndsAfterIt()
    {
        var script = new SweepScript("flush-1");
        var journal = new SweepJournal(_writer);
        var gate = _faults.HoldNext("flush-1");
        var appended = journal.AppendAsync(script.Submit());
        await gate.Reached;

        var flushed = journal.FlushAsync();
        Assert.False(flushed.IsCompleted);
        gate.Open();

        await flushed;
        await appended;
        Assert.Single(await _database.LogAsync("flush-1"));
    }

    [Fact]
    public async Task Stop_PendingAppends_StoresThemFirst()
    {
        var script = new SweepScript("stopping-1");
        var journal = new SweepJournal(_writer);
        var open = await BlockAsync("block-2");
        var appended = journal.AppendAsync(script.Submit());

        var stopped = _writer.StopAsync(CancellationToken.None);
        open();

        await stopped;
        await appended;
        Assert.Single(await _database.LogAsync("stopping-1"));
        await Assert.ThrowsAsync<OperationCanceledException>(() => journal.AppendAsync(script.StartNew()));
    }

    /// <summary>Keeps the writer busy, so that what is appended meanwhile becomes one batch; the answer lets it go on.</summary>
    private async Task<Action> BlockAsync(string sweep)
    {
        var gate = _faults.HoldNext(sweep);
        _ = new SweepJournal(_writer).AppendAsync(new SweepScript(sweep).Submit());
        await gate.Reached;
        return gate.Open;
    }

    public sealed class Sqlite(SqliteDatabase database) : EventWriterTests(database), IClassFixture<SqliteDatabase>;

    public sealed class Postgres(PostgresDatabase database) : EventWriterTests(database), IClassFixture<PostgresDatabase>;
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;
using SweepCluster.Grains.Sweeps;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>Two activations of one sweep: the log decides, whatever Orleans believes.</summary>
public abstract class SweepRecorderTests : IAsyncLifetime
{
    private readonly TestDatabase _database;
    private readonly FakeTimeProvider _time = new();
    private readonly EventWriter _writer;

    protected SweepRecorderTests(TestDatabase database)
    {
        _database = database;
        _writer = new EventWriter(database.Store, new StoreHealth(), new StoreMeter(new TestMeters()), TimeProvider.System, NullLogger<EventWriter>.Instance);
    }

    public async ValueTask InitializeAsync() => await _writer.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_TwoRecordersOnOneLog_TheLoserCannotAppendAnyMore()
    {
        await _database.Store.AppendAsync([new SweepScript("pair-1").Submit()], CancellationToken.None);
        var (winner, loser) = (await ActivateAsync("pair-1"), await ActivateAsync("pair-1"));

        await winner.AppendAsync([new SweepPaused()]);

        await Assert.ThrowsAsync<SequenceConflictException>(() => loser.AppendAsync([new SweepPaused()]));
        await Assert.ThrowsAsync<SequenceConflictException>(() => loser.AppendAsync([new SweepResumed()]));
        await winner.AppendAsync([new SweepResumed()]);
        Assert.Equal(
            [typeof(SweepSubmitted), typeof(SweepPaused), typeof(SweepResumed)],
            (await _database.LogAsync("pair-1")).Select(e => e.GetType()));
    }

    [Fact]
    public async Task Append_BothAtOnce_OneIsStored()
    {
        await _database.Store.AppendAsync([new SweepScript("pair-2").Submit()], CancellationToken.None);
        var (one, other) = (await ActivateAsync("pair-2"), await ActivateAsync("pair-2"));

        Task[] appends = [one.AppendAsync([new SweepPaused()]), other.AppendAsync([new SweepPaused()])];

        await Assert.ThrowsAsync<SequenceConflictException>(() => Task.WhenAll(appends));
        Assert.Single(appends.Select(append => append.Status), TaskStatus.RanToCompletion);
        Assert.Equal(2, (await _database.LogAsync("pair-2")).Count);
    }

    [Fact]
    public async Task Append_LastEventOfASweep_IsFollowedByItsEndInTheSameRequest()
    {
        await _database.Store.AppendAsync([new SweepScript("end-1").Submit()], CancellationToken.None);
        var recorder = await ActivateAsync("end-1");

        await recorder.AppendAsync([new SweepCanceled()]);

        var log = await _database.LogAsync("end-1");
        Assert.Equal([typeof(SweepSubmitted), typeof(SweepCanceled), typeof(SweepFinished)], log.Select(e => e.GetType()));
        Assert.Equal(_time.GetUtcNow(), log[^1].Time);
    }

    [Fact]
    public async Task AppendDue_NothingDue_StoresNothing()
    {
        await _database.Store.AppendAsync([new SweepScript("due-1").Submit()], CancellationToken.None);

        await (await ActivateAsync("due-1")).AppendDueAsync();

        Assert.Single(await _database.LogAsync("due-1"));
    }

    private async Task<SweepRecorder> ActivateAsync(string sweep)
    {
        var engine = (await _database.Service<SweepReplay>().LoadAsync(sweep, CancellationToken.None))!.Engine;
        return new SweepRecorder(
            sweep, engine, new SweepJournal(_writer), new EventFeed(_database.Store, sweep), _database.Service<SegmentPacker>(), _ => { }, _time);
    }

    public sealed class Sqlite(SqliteDatabase database) : SweepRecorderTests(database), IClassFixture<SqliteDatabase>;

    public sealed class Postgres(PostgresDatabase database) : SweepRecorderTests(database), IClassFixture<PostgresDatabase>;
}

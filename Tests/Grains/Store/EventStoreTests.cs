using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>What an event store promises on every database.</summary>
public abstract class EventStoreTests(TestDatabase database)
{
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

    [Fact]
    public async Task Append_AnyText_ComesBackByteForByte()
    {
        var script = new SweepScript("text-1");
        var outcome = AttemptOutcome.Failed(FailureReason.Crashed, "NUL \0, quote \", \u00e4 \u4e16 \U0001F600, half a pair \ud83d, \\u0000 \r\n");
        AppendRequest[] requests = [script.Submit(), script.StartNew(), script.End(0, outcome)];

        await AppendAsync(requests);

        await using var context = database.Open();
        var stored = await context.Events.Where(row => row.Sweep == "text-1").OrderBy(row => row.Sequence)
            .Select(row => row.Payload).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(requests.SelectMany(request => request.Events).Select(e => Projection.EventRow("text-1", e).Payload), stored);
        var trial = await context.Trials.SingleAsync(row => row.Sweep == "text-1", TestContext.Current.CancellationToken);
        Assert.Contains("\u00e4 \u4e16 \U0001F600", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_SameNumberFromTwoSilosAtOnce_OneIsStored()
    {
        await using var other = database.NewServices();
        IEventStore[] stores = [database.Store, other.GetRequiredService<IEventStore>()];
        var sweeps = Enumerable.Range(1, 20).Select(number => $"rivals-{number}").ToList();

        var outcomes = await Task.WhenAll(sweeps.Select(sweep => Task.WhenAll(stores.Select(store => FailureAsync(store, sweep)))));

        Assert.All(outcomes, pair => Assert.IsType<SequenceConflictException>(Assert.Single(pair, failure => failure is not null)));
        foreach (var sweep in sweeps)
        {
            Assert.Single(await database.LogAsync(sweep));
        }
    }

    [Fact]
    public async Task List_SameInstant_OrdersIdsBytewise()
    {
        string[] ids = ["order-1", "Order-1", "order-10", "order_1", "order-2"];
        await AppendAsync([.. ids.Select(id => new SweepScript(id).Submit())]);

        var listed = (await database.Reader.ListAsync(TestContext.Current.CancellationToken)).Select(sweep => sweep.Id).Where(ids.Contains);

        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), listed);
    }

    private static async Task<Exception?> FailureAsync(IEventStore store, string sweep) =>
        await Record.ExceptionAsync(() => store.AppendAsync([new SweepScript(sweep).Submit()], CancellationToken.None));

    private Task AppendAsync(params AppendRequest[] requests) => database.Store.AppendAsync(requests, CancellationToken.None);

    public sealed class Sqlite(SqliteDatabase database) : EventStoreTests(database), IClassFixture<SqliteDatabase>;

    public sealed class Postgres(PostgresDatabase database) : EventStoreTests(database), IClassFixture<PostgresDatabase>;
}

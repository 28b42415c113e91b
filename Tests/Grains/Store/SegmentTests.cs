using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Grains.Store;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>Segments make replays faster and change nothing else, on every database.</summary>
public abstract class SegmentTests(TestDatabase database)
{
    private const int Events = (2 * SegmentStore.EventCount) + 500;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SegmentPacker Packer => database.Service<SegmentPacker>();

    [Fact]
    public async Task Load_LogWasPacked_GivesTheSameEngineWithoutReadingThatPartOfTheLog()
    {
        var first = await WrittenAsync("packed-1");
        Assert.Equal([1L, SegmentStore.EventCount + 1L], first.Unpacked);

        await PackAsync("packed-1", first);
        await using var context = database.Open();
        await context.Events.Where(row => row.Sweep == "packed-1" && row.Sequence <= 2 * SegmentStore.EventCount).ExecuteDeleteAsync(Stop);

        var second = await LoadAsync("packed-1");
        Assert.Empty(second.Unpacked);
        Assert.Equal(Show(first.Engine), Show(second.Engine));
    }

    [Theory]
    [InlineData("bits")]
    [InlineData("format")]
    [InlineData("other-events")]
    [InlineData("gone")]
    public async Task Load_SegmentIsOfNoUse_ReadsTheLogAndPacksItAnew(string damage)
    {
        var sweep = $"damaged-{damage}";
        var first = await WrittenAsync(sweep);
        await PackAsync(sweep, first);
        await DamageAsync(sweep, damage);

        var second = await LoadAsync(sweep);
        Assert.Equal([1L], second.Unpacked);
        Assert.Equal(Show(first.Engine), Show(second.Engine));

        await PackAsync(sweep, second);
        var third = await LoadAsync(sweep);
        Assert.Empty(third.Unpacked);
        Assert.Equal(Show(first.Engine), Show(third.Engine));
    }

    [Fact]
    public async Task Grown_PastTheEndOfSegments_PacksEachOnce()
    {
        await WrittenAsync("grown-1");

        Packer.Grown("grown-1", 0, SegmentStore.EventCount - 1);
        await Packer.IdleAsync();
        Assert.Empty(await FirstsAsync("grown-1"));

        Packer.Grown("grown-1", SegmentStore.EventCount - 1, SegmentStore.EventCount);
        Packer.Grown("grown-1", SegmentStore.EventCount, Events);
        await Packer.IdleAsync();
        Assert.Equal([1L, SegmentStore.EventCount + 1L], await FirstsAsync("grown-1"));
    }

    [Fact]
    public async Task Pack_LogIsShorterThanTheSegment_StoresNothing()
    {
        await database.Store.AppendAsync([new SweepScript("short-1").Submit()], Stop);

        Packer.Pack("short-1", [1]);
        await Packer.IdleAsync();

        Assert.Empty(await FirstsAsync("short-1"));
        Assert.Equal(1, (await LoadAsync("short-1")).Engine.LastSequence);
    }

    private async Task DamageAsync(string sweep, string damage)
    {
        await using var context = database.Open();
        var segment = context.Segments.Where(row => row.Sweep == sweep && row.First == 1);
        var second = await context.Segments.AsNoTracking().SingleAsync(row => row.Sweep == sweep && row.First > 1, Stop);
        var content = (await segment.AsNoTracking().SingleAsync(Stop)).Content;
        content[content.Length / 2] ^= 1;
        await (damage switch
        {
            "bits" => segment.ExecuteUpdateAsync(row => row.SetProperty(old => old.Content, content), Stop),
            "format" => segment.ExecuteUpdateAsync(row => row.SetProperty(old => old.Format, "of tomorrow"), Stop),
            "other-events" => segment.ExecuteUpdateAsync(
                row => row.SetProperty(old => old.Content, second.Content).SetProperty(old => old.Sha256, second.Sha256), Stop),
            _ => segment.ExecuteDeleteAsync(Stop),
        });
    }

    private async Task<List<long>> FirstsAsync(string sweep)
    {
        await using var context = database.Open();
        return await context.Segments.Where(row => row.Sweep == sweep).OrderBy(row => row.First).Select(row => row.First).ToListAsync(Stop);
    }

    private Task PackAsync(string sweep, Replayed replayed)
    {
        Packer.Pack(sweep, replayed.Unpacked);
        return Packer.IdleAsync();
    }

    private async Task<Replayed> LoadAsync(string sweep) => (await database.Service<SweepReplay>().LoadAsync(sweep, Stop))!;

    private async Task<Replayed> WrittenAsync(string sweep)
    {
        await using var context = database.Open();
        context.Events.AddRange(Log().Take(Events).Select(e => Projection.EventRow(sweep, e)));
        await context.SaveChangesAsync(Stop);
        return await LoadAsync(sweep);
    }

    private static IEnumerable<SweepEvent> Log()
    {
        var engine = new SweepEngine();
        SweepEvent Applied(SweepEvent e)
        {
            var stamped = e with { Sequence = engine.LastSequence + 1, Time = DateTimeOffset.UnixEpoch };
            engine.Apply(stamped);
            return stamped;
        }

        yield return Applied(new SweepSubmitted(Specs.Asha(), "hash"));
        for (var trial = 0; ; trial++)
        {
            yield return Applied(engine.Suggest()!);
            yield return Applied(new AttemptStarted(trial, 1, new SlotId("silo-a", "cpu", 0), "silo-a:1", Guid.Empty, 0));
            var judgement = engine.Judge(trial, 1, Specs.Score(trial % 97));
            yield return Applied(new AttemptReported(trial, 1, 1, Specs.Score(trial % 97), 0.5, judgement));
            yield return Applied(new AttemptEnded(
                trial, 1, judgement.Decision == Decision.Prune ? AttemptOutcome.Pruned : AttemptOutcome.Completed));
        }
    }

    private static string Show(SweepEngine engine) =>
        JsonSerializer.Serialize(engine.Snapshot("s"), SweepJson.Options)
        + JsonSerializer.Serialize(engine.TrialSnapshots(), SweepJson.Options)
        + JsonSerializer.Serialize<SweepEvent?>(engine.Suggest(), SweepJson.Options);

    public sealed class Sqlite(SqliteDatabase database) : SegmentTests(database), IClassFixture<SqliteDatabase>;

    public sealed class Postgres(PostgresDatabase database) : SegmentTests(database), IClassFixture<PostgresDatabase>;
}

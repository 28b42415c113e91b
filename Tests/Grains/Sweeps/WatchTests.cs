using System.Threading.Channels;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>The live feed of a sweep.</summary>
public abstract class WatchTests(SweepTestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Watch_StoredThenLiveEvents_ComeInOrder()
    {
        var sweep = await cluster.SubmitAsync("watch-1");
        var lease = await sweep.LeaseAsync();
        using var stop = new CancellationTokenSource();
        var events = Watch(sweep, 1, stop.Token);
        Assert.Equal([1L, 2L, 3L], await TakeAsync(events, 3));

        await sweep.ReportAsync(lease, 1);
        await sweep.ReportWithCheckpointAsync(lease, 2);

        Assert.Equal([4L, 5L, 6L], await TakeAsync(events, 3));
        await stop.CancelAsync();
    }

    [Fact]
    public async Task Watch_FromASequenceNumber_GivesOnlyWhatFollows()
    {
        var sweep = await cluster.SubmitAsync("watch-2");
        await sweep.LeaseAsync();
        using var stop = new CancellationTokenSource();

        Assert.Equal([3L], await TakeAsync(Watch(sweep, 3, stop.Token), 1));
        await stop.CancelAsync();
    }

    [Fact]
    public async Task Watch_SweepFinishes_EndsForEveryWatcher()
    {
        var sweep = await cluster.SubmitAsync("watch-3", Specs.Simple(runCap: 1));
        var watchers = Enumerable.Range(1, 3).Select(from => Watch(sweep, from, CancellationToken.None)).ToList();
        var lease = await sweep.LeaseAsync();
        await sweep.ReportAsync(lease, 1);
        await sweep.EndAsync(lease, AttemptOutcome.Completed);

        foreach (var watcher in watchers)
        {
            var seen = await AllAsync(watcher);
            Assert.IsType<SweepFinished>(seen[^1]);
            Assert.Equal(6, seen[^1].Sequence);
        }
    }

    [Fact]
    public async Task Watch_FinishedSweepFromBeyondItsEnd_EndsAtOnce()
    {
        var sweep = await cluster.SubmitAsync("watch-4");
        await sweep.Grain.Cancel();
        var last = (await sweep.LogAsync())[^1].Sequence;

        Assert.Empty(await AllAsync(Watch(sweep, last + 1, CancellationToken.None)));
    }

    [Fact]
    public async Task Watch_UncommittedEvent_IsNotShown()
    {
        var sweep = await cluster.SubmitAsync("watch-5");
        var lease = await sweep.LeaseAsync();
        using var stop = new CancellationTokenSource();
        var events = Watch(sweep, 4, stop.Token);
        cluster.Faults.FailNext("watch-5");

        await Assert.ThrowsAsync<IOException>(() => sweep.ReportAsync(lease, 1));

        await Assert.ThrowsAnyAsync<Exception>(() => TakeAsync(events, 1));
        Assert.DoesNotContain("AttemptReported", await sweep.KindsAsync());
    }

    /// <summary>Reads the feed in the background; the channel ends, or fails, as the feed does.</summary>
    private static ChannelReader<SweepEvent> Watch(SweepDriver sweep, long from, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<SweepEvent>();
        _ = PumpAsync();
        return events.Reader;

        async Task PumpAsync()
        {
            try
            {
                await foreach (var e in sweep.Grain.Watch(from, cancellationToken))
                {
                    events.Writer.TryWrite(e);
                }

                events.Writer.Complete();
            }
            catch (Exception exception)
            {
                events.Writer.Complete(exception);
            }
        }
    }

    private static async Task<IReadOnlyList<long>> TakeAsync(ChannelReader<SweepEvent> events, int count)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var taken = new List<long>();
        while (taken.Count < count)
        {
            taken.Add((await events.ReadAsync(deadline.Token)).Sequence);
        }

        return taken;
    }

    private static async Task<IReadOnlyList<SweepEvent>> AllAsync(ChannelReader<SweepEvent> events)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await events.ReadAllAsync(deadline.Token).ToListAsync(deadline.Token);
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : WatchTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : WatchTests(cluster);
}

using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>What people want to remember of trials.</summary>
public abstract class NoteTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task NoteTrial_NoteThenPin_AreBothKeptAndSurviveAReplay()
    {
        var sweep = await cluster.SubmitAsync("note-1");
        await sweep.LeaseAsync();

        await sweep.Grain.NoteTrial(0, new TrialNote("looks odd after step 3"));
        await sweep.Grain.NoteTrial(0, new TrialNote(IsPinned: true));
        await sweep.Grain.NoteTrial(0, new TrialNote(IsPinned: true));
        await cluster.DeactivateAsync(sweep.Grain);

        var trial = await sweep.TrialAsync();
        Assert.Equal(("looks odd after step 3", true), (trial.Note, trial.IsPinned));
        Assert.Equal(2, (await sweep.LogAsync()).OfType<TrialNoted>().Count());
        await sweep.Grain.NoteTrial(0, new TrialNote("", false));
        Assert.Equal(((string?)null, false), ((await sweep.TrialAsync()).Note, (await sweep.TrialAsync()).IsPinned));
    }

    [Fact]
    public async Task NoteTrial_SweepThatIsOver_IsNotedAndToldToWhoWatchesFromTheStart()
    {
        var sweep = await cluster.SubmitAsync("note-2");
        await sweep.EndAsync(await sweep.LeaseAsync(), AttemptOutcome.Completed);
        await sweep.Grain.Cancel();
        Assert.Equal(SweepStatus.Canceled, await sweep.StatusAsync());
        var last = (await sweep.LogAsync())[^1].Sequence;

        await sweep.Grain.NoteTrial(0, new TrialNote("the one we took"));

        Assert.Equal(SweepStatus.Canceled, await sweep.StatusAsync());
        Assert.IsType<TrialNoted>((await WatchAsync(sweep, 1))[^1]);
        Assert.Single(await WatchAsync(sweep, last + 1));
        await cluster.DeactivateAsync(sweep.Grain);
        Assert.Single(await WatchAsync(sweep, last + 1));
        Assert.Empty(await WatchAsync(sweep, last + 2));
        Assert.Equal("the one we took", (await sweep.TrialAsync()).Note);
    }

    [Fact]
    public async Task NoteTrial_TooLongOrUnknown_IsRefusedAndNothingIsNoted()
    {
        var sweep = await cluster.SubmitAsync("note-3");
        await sweep.LeaseAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => sweep.Grain.NoteTrial(0, new TrialNote(new string('x', 2_001))));
        await Assert.ThrowsAsync<ArgumentException>(() => sweep.Grain.NoteTrial(0, new TrialNote("a\0b")));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.NoteTrial(7, new TrialNote("nobody")));

        Assert.Empty((await sweep.LogAsync()).OfType<TrialNoted>());
    }

    private static async Task<IReadOnlyList<SweepEvent>> WatchAsync(SweepDriver sweep, long from) =>
        await sweep.Grain.Watch(from, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : NoteTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : NoteTests(cluster);
}

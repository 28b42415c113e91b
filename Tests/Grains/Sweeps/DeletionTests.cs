using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>What is left of a deleted sweep.</summary>
public abstract class DeletionTests(SweepTestCluster cluster)
{
    private ISweepCatalogGrain Catalog => cluster.Grains.GetGrain<ISweepCatalogGrain>(0);

    [Fact]
    public async Task Delete_SweepThatIsOver_LeavesNothingButItsId()
    {
        var id = await Catalog.Submit(Specs.Simple("gone", runCap: 1));
        var sweep = cluster.Driver(id);
        var lease = await sweep.LeaseAsync();
        await sweep.ReportWithCheckpointAsync(lease, 1);
        await sweep.EndAsync(lease, AttemptOutcome.Completed);

        await sweep.Grain.Delete();
        await sweep.Grain.Delete();

        Assert.Empty(await sweep.LogAsync());
        Assert.DoesNotContain(await Catalog.List(), headline => headline.Id == id);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => sweep.Grain.GetSnapshot());
        Assert.Equal("gone-2", await Catalog.Submit(Specs.Simple("gone")));
        await using var context = cluster.Database.Open();
        Assert.False(context.Trials.Any(row => row.Sweep == id));
        Assert.False(context.Reports.Any(row => row.Sweep == id));
        Assert.False(context.Checkpoints.Any(row => row.Sweep == id));
    }

    [Fact]
    public async Task Delete_SweepThatIsNotOver_IsRefusedAndItGoesOn()
    {
        var sweep = await cluster.SubmitAsync("kept-1");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.Delete());

        Assert.Contains("Cancel it first", exception.Message, StringComparison.Ordinal);
        await sweep.LeaseAsync();
    }

    [Fact]
    public async Task Watch_EventsWereDeletedMeanwhile_Ends()
    {
        var feed = new EventFeed(cluster.Database.Store, "deleted-1");
        feed.Advance(5, isOver: false);

        Assert.Empty(await feed.Watch(1, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : DeletionTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : DeletionTests(cluster);
}

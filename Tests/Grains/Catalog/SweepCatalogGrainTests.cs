using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Catalog;

public abstract class SweepCatalogGrainTests(SweepTestCluster cluster)
{
    private ISweepCatalogGrain Catalog => cluster.Grains.GetGrain<ISweepCatalogGrain>(0);

    [Fact]
    public async Task WatchList_SweepsComeAndChange_IsToldOfThem()
    {
        await using var told = Catalog.WatchList(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await told.MoveNextAsync());

        var id = await Catalog.Submit(Specs.Simple("watched"));
        await UntilAsync(told, list => list.Any(sweep => sweep.Id == id && sweep.Status == SweepStatus.Running));
        await cluster.Grains.GetGrain<ISweepGrain>(id).Pause();

        await UntilAsync(told, list => list.Any(sweep => sweep.Id == id && sweep.Status == SweepStatus.Paused));
    }

    /// <summary>Lets time pass, in steps shorter than the catalog's own patience, until the list is so.</summary>
    private async Task UntilAsync(IAsyncEnumerator<ImmutableArray<SweepHeadline>> told, Predicate<ImmutableArray<SweepHeadline>> isSo)
    {
        do
        {
            var next = told.MoveNextAsync().AsTask();
            await Eventually.True(
                () =>
                {
                    cluster.Time.Advance(TimeSpan.FromMilliseconds(200));
                    return Task.FromResult(next.IsCompleted);
                },
                "the list is told");
            Assert.True(await next);
        }
        while (!isSo(told.Current));
    }

    [Fact]
    public async Task Submit_SameNameAgain_CountsUp()
    {
        var spec = Specs.Simple("counted");

        Assert.Equal("counted-1", await Catalog.Submit(spec));
        Assert.Equal("counted-2", await Catalog.Submit(spec));
        Assert.Equal("counted-3", await Catalog.Submit(spec));
    }

    [Fact]
    public async Task Submit_NamesThatStartAlike_DoNotDisturbEachOther()
    {
        await Catalog.Submit(Specs.Simple("net-1"));
        await Catalog.Submit(Specs.Simple("net-1"));

        Assert.Equal("net-1", await Catalog.Submit(Specs.Simple("net")));
        Assert.Equal("net-1-3", await Catalog.Submit(Specs.Simple("net-1")));
    }

    [Fact]
    public async Task Submit_ManyAtOnce_GetDifferentIds()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Catalog.Submit(Specs.Simple("crowd"))));

        Assert.Equal(["crowd-1", "crowd-2", "crowd-3", "crowd-4", "crowd-5"], ids.Order());
    }

    [Fact]
    public async Task Submit_IdBelongsToASweepThatTheListDoesNotShowYet_TakesTheNextNumber()
    {
        await cluster.SubmitAsync("unlisted-1", Specs.Simple("unlisted"));
        await cluster.SubmitAsync("unlisted-2", Specs.Simple("unlisted"));
        await using (var context = cluster.Database.Open())
        {
            await context.Sweeps.Where(row => row.Name == "unlisted").ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("unlisted-3", await Catalog.Submit(Specs.Simple("unlisted") with { Seed = 8 }));
    }

    [Fact]
    public async Task Submit_TwoCatalogsAtOnce_NeverShareAnId()
    {
        var submissions = Enumerable.Range(0, 12).Select(number =>
            cluster.Grains.GetGrain<ISweepCatalogGrain>(number % 3).Submit(Specs.Simple("shared") with { Seed = number }));

        var ids = await Task.WhenAll(submissions);

        var seeds = await Task.WhenAll(ids.Select(async id => (await cluster.Driver(id).Grain.GetSnapshot()).Spec.Seed));
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"shared-{number}").Order(), ids.Order());
        Assert.Equal(Enumerable.Range(0, 12).Select(number => (long?)number), seeds);
    }

    [Fact]
    public async Task Submit_CommitFails_LeavesOneSweep()
    {
        cluster.Faults.FailNext("shaky-1");

        Assert.Equal("shaky-1", await Catalog.Submit(Specs.Simple("shaky")));

        Assert.Single(await Catalog.List(), sweep => sweep.Name == "shaky");
    }

    [Fact]
    public async Task Submit_WithoutASeed_DrawsOneAndKeepsTheHashOfTheRequest()
    {
        var spec = Specs.Simple("seedless") with { Seed = null };

        var id = await Catalog.Submit(spec);

        Assert.InRange((await cluster.Driver(id).Grain.GetSnapshot()).Spec.Seed!.Value, 0, 1L << 53);
        Assert.Equal(SpecHash.Of(spec), (await Catalog.List()).Single(sweep => sweep.Id == id).SpecHash);
    }

    [Fact]
    public async Task Submit_NothingSatisfiesTheConstraints_IsRefusedWithoutATrace()
    {
        var spec = Specs.Simple("barren") with
        {
            Task = new DatasetTask("fashion-mnist"),
            Constraints = new NetConstraints(Macs: new CostBounds(Max: 1)),
        };

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Catalog.Submit(spec));

        Assert.StartsWith("The sweep has nothing to try: none of ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await Catalog.List(), sweep => sweep.Name == "barren");
    }

    [Fact]
    public async Task List_TwoSweeps_NewestFirstWithTheirCounts()
    {
        var older = await Catalog.Submit(Specs.Simple("older"));
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var newer = await Catalog.Submit(Specs.Simple("newer"));
        await cluster.Driver(newer).LeaseAsync();

        var listed = (await Catalog.List()).Where(sweep => sweep.Id == older || sweep.Id == newer).ToList();

        Assert.Equal([(newer, 1, 0), (older, 0, 0)], listed.Select(sweep => (sweep.Id, sweep.Trials, sweep.Finished)));
    }

    [Fact]
    public async Task Submit_SameRequestAgain_AnswersTheSameSweep()
    {
        var spec = Specs.Simple("requested") with { Seed = null };

        var first = await Catalog.Submit(spec, "request-1");

        Assert.Equal(first, await Catalog.Submit(spec, "request-1"));
        Assert.NotEqual(first, await Catalog.Submit(spec, "request-2"));
        Assert.NotEqual(first, await Catalog.Submit(spec));
        Assert.Equal(first, await Catalog.Submit(spec, "request-1"));
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : SweepCatalogGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : SweepCatalogGrainTests(cluster);
}

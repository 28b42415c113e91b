using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Catalog;

[Collection<OneCluster>]
public sealed class SweepCatalogGrainTests(SweepTestCluster cluster)
{
    private ISweepCatalogGrain Catalog => cluster.Grains.GetGrain<ISweepCatalogGrain>(0);

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
}

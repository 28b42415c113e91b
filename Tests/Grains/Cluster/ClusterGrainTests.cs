using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Grains.Tests.Cluster;

public abstract class ClusterGrainTests(SweepTestCluster cluster)
{
    private IClusterGrain Grain => cluster.Grains.GetGrain<IClusterGrain>(0);

    [Fact]
    public async Task GetSilos_HeardOfLately_AreListedByName()
    {
        await BeatAsync("list-b");
        await BeatAsync("list-a");

        Assert.Equal(["list-a", "list-b"], await NamesAsync("list-"));
    }

    [Fact]
    public async Task GetSilos_SilentForTooLong_AreForgotten()
    {
        await BeatAsync("quiet-a");
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await BeatAsync("quiet-b");

        cluster.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["quiet-a", "quiet-b"], await NamesAsync("quiet-"));
        cluster.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["quiet-b"], await NamesAsync("quiet-"));
    }

    [Fact]
    public async Task Heartbeat_Again_ReplacesTheView()
    {
        await BeatAsync("again-a", "127.0.0.1:1@1");
        await BeatAsync("again-a", "127.0.0.1:1@2");

        Assert.Equal("127.0.0.1:1@2", (await Grain.GetSilos()).Single(silo => silo.Name == "again-a").Address);
    }

    [Fact]
    public async Task Order_Drain_IsAnsweredUntilItIsFollowed()
    {
        await BeatAsync("drain-a");

        await Grain.Order("drain-a", SiloOrder.Drain);

        Assert.True((await ViewAsync("drain-a")).IsDraining);
        Assert.Equal(SiloOrder.Drain, await BeatAsync("drain-a"));
        Assert.Equal(SiloOrder.Drain, await BeatAsync("drain-a"));
        Assert.Equal(SiloOrder.None, await BeatAsync("drain-a", isDraining: true));
        Assert.True((await ViewAsync("drain-a")).IsDraining);
        Assert.Equal(SiloOrder.None, await BeatAsync("drain-a", isDraining: true));
    }

    [Fact]
    public async Task Order_CalledOffBeforeTheSiloSaysThatItFollowed_IsCalledOff()
    {
        await BeatAsync("haste-a");
        await Grain.Order("haste-a", SiloOrder.Drain);
        Assert.Equal(SiloOrder.Drain, await BeatAsync("haste-a"));

        await Grain.Order("haste-a", SiloOrder.Work);

        Assert.False((await ViewAsync("haste-a")).IsDraining);
        Assert.Equal(SiloOrder.Work, await BeatAsync("haste-a", isDraining: true));
        Assert.Equal(SiloOrder.None, await BeatAsync("haste-a"));
    }

    [Fact]
    public async Task Heartbeat_OfASiloThatDrainsByItself_IsShownAndNotCalledOff()
    {
        await BeatAsync("own-a");
        await Grain.Order("own-a", SiloOrder.Work);

        Assert.Equal(SiloOrder.None, await BeatAsync("own-a", isDraining: true));

        Assert.True((await ViewAsync("own-a")).IsDraining);
        await Grain.Order("own-a", SiloOrder.Work);
        Assert.Equal(SiloOrder.Work, await BeatAsync("own-a", isDraining: true));
    }

    [Fact]
    public async Task Heartbeat_OfASiloStartedAgain_IsNotMeantByAnOlderOrder()
    {
        await BeatAsync("restart-a", "127.0.0.1:1@1");
        await Grain.Order("restart-a", SiloOrder.Drain);

        Assert.Equal(SiloOrder.None, await BeatAsync("restart-a", "127.0.0.1:1@2"));
        Assert.False((await ViewAsync("restart-a")).IsDraining);
    }

    [Fact]
    public async Task Order_UnknownSilo_NamesThoseThereAre()
    {
        await BeatAsync("known-a");

        var refused = await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.Order("nobody", SiloOrder.Drain));

        Assert.Contains("known-a", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchSilos_SomethingChangesOrFallsSilent_IsToldThenAndNotBefore()
    {
        await BeatAsync("watch-a");
        await using var told = Grain.WatchSilos(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await told.MoveNextAsync());
        Assert.Contains(told.Current, silo => silo.Name == "watch-a");

        await BeatAsync("watch-a");
        await BeatAsync("watch-a", isDraining: true);
        await NextAsync(told, silos => silos.Any(silo => silo is { Name: "watch-a", IsDraining: true }));

        await NextAsync(told, silos => silos.All(silo => silo.Name != "watch-a"), () => cluster.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    /// <summary>Waits until something is told, while time passes.</summary>
    private static async Task NextAsync(
        IAsyncEnumerator<ImmutableArray<SiloView>> told, Predicate<ImmutableArray<SiloView>> isSo, Action? pass = null)
    {
        do
        {
            var next = told.MoveNextAsync().AsTask();
            await Eventually.True(
                () =>
                {
                    pass?.Invoke();
                    return Task.FromResult(next.IsCompleted);
                },
                "the silos are told");
            Assert.True(await next);
        }
        while (!isSo(told.Current));
    }

    private Task<SiloOrder> BeatAsync(string silo, string address = "127.0.0.1:1@1", bool isDraining = false) =>
        Grain.Heartbeat(new SiloView(silo, address, []) { IsDraining = isDraining });

    private async Task<SiloView> ViewAsync(string name) => (await Grain.GetSilos()).Single(silo => silo.Name == name);

    private async Task<IEnumerable<string>> NamesAsync(string prefix) =>
        (await Grain.GetSilos()).Select(silo => silo.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : ClusterGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : ClusterGrainTests(cluster);
}

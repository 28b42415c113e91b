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

    private Task BeatAsync(string silo, string address = "127.0.0.1:1@1") => Grain.Heartbeat(new SiloView(silo, address, []));

    private async Task<IEnumerable<string>> NamesAsync(string prefix) =>
        (await Grain.GetSilos()).Select(silo => silo.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : ClusterGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : ClusterGrainTests(cluster);
}

using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Grains.Tests.Access;

/// <summary>Keys in a real database.</summary>
public abstract class AccessGrainTests(SweepTestCluster cluster)
{
    private IAccessGrain Access => cluster.Grains.GetGrain<IAccessGrain>(0);

    [Fact]
    public async Task AddKey_Twice_StoresItOnceWithoutItsSecret()
    {
        var secret = KeySecret.Draw();
        var key = secret.Key("laptop", AccessRole.Operator, cluster.Time.GetUtcNow());

        await Access.AddKey(key);
        await Access.AddKey(key);

        Assert.Equal(key, Assert.Single(await Access.ListKeys(), stored => stored.Id == key.Id));
        Assert.DoesNotContain(secret.Text, key.ToString(), StringComparison.Ordinal);
        Assert.Equal(KeySecret.HashOf(secret.Text), key.Sha256);
    }

    [Fact]
    public async Task RevokeKey_Again_KeepsTheFirstTime()
    {
        var key = KeySecret.Draw().Key("phone", AccessRole.Viewer, cluster.Time.GetUtcNow());
        await Access.AddKey(key);

        Assert.True(await Access.RevokeKey(key.Id));
        var revoked = cluster.Time.GetUtcNow();
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Access.RevokeKey(key.Id));

        Assert.Equal(revoked, (await Access.ListKeys()).Single(stored => stored.Id == key.Id).RevokedAt);
        Assert.False(await Access.RevokeKey("nothing"));
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : AccessGrainTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : AccessGrainTests(cluster);
}

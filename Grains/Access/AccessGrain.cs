using System.Collections.Immutable;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Access;

/// <summary>Keeps keys in the store and nothing in memory, so that it may run twice for a while.</summary>
[GrainType("access")]
internal sealed class AccessGrain(KeyStore keys, TimeProvider time) : Grain, IAccessGrain
{
    public Task<ImmutableArray<ApiKey>> ListKeys() => keys.ListAsync(CancellationToken.None);

    public Task AddKey(ApiKey key) => keys.AddAsync(key, CancellationToken.None);

    public Task<bool> RevokeKey(string id) => keys.RevokeAsync(id, time.GetUtcNow(), CancellationToken.None);
}

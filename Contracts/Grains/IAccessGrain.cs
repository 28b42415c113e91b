using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Access;

namespace SweepCluster.Contracts.Grains;

/// <summary>Who may use the cluster from outside; its key is 0. Secrets never come here. All methods may be repeated.</summary>
[Alias("access")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>All keys, newest first, revoked ones too.</summary>
    [Alias("keys"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<ApiKey>> ListKeys();

    /// <summary>Stores a key. No effect when it is there.</summary>
    [Alias("add-key"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task AddKey(ApiKey key);

    /// <summary>Revokes a key for good. No effect on one that is revoked. False when there is none of that id.</summary>
    [Alias("revoke-key"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> RevokeKey(string id);
}

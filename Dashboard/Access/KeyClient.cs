using System.Collections.Immutable;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Access;

/// <summary>Makes, lists and revokes keys, for operators alone.</summary>
/// <param name="grains">The way to the cluster.</param>
/// <param name="caller">Who asks.</param>
/// <param name="time">Says what time it is.</param>
internal sealed class KeyClient(ClusterGrains grains, Caller caller, TimeProvider time)
{
    private IAccessGrain Access => grains.Factory.GetGrain<IAccessGrain>(0);

    /// <summary>All keys, newest first.</summary>
    /// <exception cref="UnauthorizedAccessException">No operator asks.</exception>
    public Task<ImmutableArray<ApiKey>> ListAsync()
    {
        caller.RequireOperator();
        return Access.ListKeys();
    }

    /// <summary>Makes a key and answers its secret, which nobody can read again.</summary>
    /// <exception cref="UnauthorizedAccessException">No operator asks.</exception>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    public async Task<KeySecret> CreateAsync(string name, AccessRole role)
    {
        caller.RequireOperator();
        var secret = KeySecret.Draw();
        await Access.AddKey(secret.Key(name, role, time.GetUtcNow()));
        return secret;
    }

    /// <summary>Revokes a key.</summary>
    /// <exception cref="UnauthorizedAccessException">No operator asks.</exception>
    public Task RevokeAsync(string id)
    {
        caller.RequireOperator();
        return Access.RevokeKey(id);
    }
}

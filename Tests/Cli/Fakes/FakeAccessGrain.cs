using System.Collections.Immutable;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>Keys in memory.</summary>
internal sealed class FakeAccessGrain : IAccessGrain
{
    public List<ApiKey> Keys { get; } = [];

    public Task<ImmutableArray<ApiKey>> ListKeys() => Task.FromResult<ImmutableArray<ApiKey>>([.. Keys]);

    public Task AddKey(ApiKey key)
    {
        Keys.Add(key);
        return Task.CompletedTask;
    }

    public Task<bool> RevokeKey(string id)
    {
        var place = Keys.FindIndex(key => key.Id == id);
        if (place >= 0)
        {
            Keys[place] = Keys[place] with { RevokedAt = Samples.Start };
        }

        return Task.FromResult(place >= 0);
    }
}

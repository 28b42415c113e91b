using System.Collections.Immutable;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A catalog and the sweeps in it, and who has keys.</summary>
internal sealed class FakeCluster : ISweepCatalogGrain, IClusterGrain, IAccessGrain
{
    private static readonly Type[] Own = [typeof(ISweepCatalogGrain), typeof(IClusterGrain), typeof(IAccessGrain)];

    public FakeCluster(params FakeSweepGrain[] sweeps)
    {
        Headlines = [.. sweeps.Select(sweep => sweep.Headline)];
        Grains = GrainProxy.Create((type, key) => Own.Contains(type)
            ? this
            : sweeps.SingleOrDefault(sweep => sweep.Id.Equals(key)) ?? FakeSweepGrain.Unknown());
    }

    public IGrainFactory Grains { get; }

    public ImmutableArray<SweepHeadline> Headlines { get; set; }

    public Exception? Failure { get; set; }

    public int Lists { get; private set; }

    public Task<ImmutableArray<SweepHeadline>> List()
    {
        Lists++;
        return Failure is { } failure ? Task.FromException<ImmutableArray<SweepHeadline>>(failure) : Task.FromResult(Headlines);
    }

    /// <summary>What was submitted; it is answered as the first sweep of the cluster.</summary>
    public List<(SweepSpec Spec, string? RequestId)> Submitted { get; } = [];

    public ImmutableArray<SiloView> Silos { get; set; } = [];

    public Task<string> Submit(SweepSpec spec, string? requestId = null)
    {
        Submitted.Add((spec, requestId));
        return Task.FromResult(Headlines[0].Id);
    }

    public List<ApiKey> Keys { get; } = [];

    /// <summary>Makes a key that is good and answers its secret.</summary>
    public string Key(AccessRole role)
    {
        var secret = KeySecret.Draw();
        Keys.Add(secret.Key($"{role}", role, Samples.Start));
        return secret.Text;
    }

    public Task<ImmutableArray<ApiKey>> ListKeys() =>
        Failure is { } failure ? Task.FromException<ImmutableArray<ApiKey>>(failure) : Task.FromResult<ImmutableArray<ApiKey>>([.. Keys]);

    public Task AddKey(ApiKey key)
    {
        Keys.Add(key);
        return Task.CompletedTask;
    }

    public Task<bool> RevokeKey(string id)
    {
        var place = Keys.FindIndex(key => key.Id == id);
        Keys[place] = Keys[place] with { RevokedAt = Samples.Start };
        return Task.FromResult(true);
    }

    public Task Heartbeat(SiloView silo) => throw new NotSupportedException();

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult(Silos);
}

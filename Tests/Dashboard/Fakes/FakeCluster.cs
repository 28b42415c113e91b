using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A catalog and the sweeps in it.</summary>
internal sealed class FakeCluster : ISweepCatalogGrain, IClusterGrain
{
    public FakeCluster(params FakeSweepGrain[] sweeps)
    {
        Headlines = [.. sweeps.Select(sweep => sweep.Headline)];
        Grains = GrainProxy.Create((type, key) => type == typeof(ISweepCatalogGrain) || type == typeof(IClusterGrain)
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

    public Task Heartbeat(SiloView silo) => throw new NotSupportedException();

    public Task<ImmutableArray<SiloView>> GetSilos() => Task.FromResult(Silos);
}

using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A catalog that gives every submitted spec the id of the test's one sweep.</summary>
internal sealed class FakeCatalogGrain : ISweepCatalogGrain
{
    public ImmutableArray<SweepHeadline> Headlines { get; set; } = [];

    public List<SweepSpec> Submitted { get; } = [];

    public Task<string> Submit(SweepSpec spec, string? requestId = null)
    {
        Submitted.Add(spec);
        return Task.FromResult(Samples.Id);
    }

    public Task<ImmutableArray<SweepHeadline>> List() => Task.FromResult(Headlines);

    public IAsyncEnumerable<ImmutableArray<SweepHeadline>> WatchList(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task NoteChange() => throw new NotSupportedException();
}

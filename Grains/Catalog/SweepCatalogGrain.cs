using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Catalog;

/// <summary>Names sweeps <c>name-1</c>, <c>name-2</c>, … and lists them from the projections.</summary>
[GrainType("catalog")]
internal sealed class SweepCatalogGrain(SweepReader sweeps) : Grain, ISweepCatalogGrain
{
    /// <summary>Seeds stay below 2^53, so that every JSON reader sees them exactly.</summary>
    private const long SeedLimit = 1L << 53;

    public async Task<string> Submit(SweepSpec spec)
    {
        var hash = SpecHash.Of(spec);
        var seeded = spec with { Seed = spec.Seed ?? DrawSeed() };
        var id = await NextId(spec.Name);
        await GrainFactory.GetGrain<ISweepGrain>(id).Submit(seeded, hash);
        return id;
    }

    public Task<ImmutableArray<SweepHeadline>> List() => sweeps.ListAsync(CancellationToken.None);

    private static long DrawSeed() => (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % SeedLimit);

    private async Task<string> NextId(string name)
    {
        var taken = await sweeps.ListAsync(CancellationToken.None);
        var last = taken.Select(sweep => NumberOf(sweep.Id, name)).DefaultIfEmpty(0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{last + 1}");
    }

    private static int NumberOf(string id, string name) =>
        id.StartsWith(name + "-", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Catalog;

/// <summary>Names sweeps <c>name-1</c>, <c>name-2</c>, … and lists them from the projections.</summary>
[GrainType("catalog")]
internal sealed class SweepCatalogGrain(SweepReader sweeps, TimeProvider time) : Grain, ISweepCatalogGrain
{
    /// <summary>Seeds stay below 2^53, so that every JSON reader sees them exactly.</summary>
    private const long SeedLimit = 1L << 53;

    /// <summary>The list is not told more often.</summary>
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>While somebody watches, the list is read again after this time though nobody said that it has changed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ChangeSignal _changes = new();

    /// <remarks>
    /// Two silos may each run a catalog for a while and choose the same number: the sweep's log gives it to one of them, and the other
    /// takes the next. Two requests that are equal down to the seed and meet like this become one sweep; their trials would be the same.
    /// </remarks>
    public async Task<string> Submit(SweepSpec spec, string? requestId = null)
    {
        var hash = SpecHash.Of(spec);
        var seeded = spec with { Seed = spec.Seed ?? (requestId is null ? DrawSeed() : SeedOf(requestId)) };
        var taken = await sweeps.ListAsync(CancellationToken.None);
        if (requestId is not null && await FindAsync(taken, seeded, hash, requestId) is { } submitted)
        {
            return submitted;
        }

        // A deleted sweep keeps its id: links and files that name it must not lead to another one.
        var deleted = await sweeps.DeletedAsync(CancellationToken.None);
        var number = taken.Select(sweep => sweep.Id).Concat(deleted).Select(id => NumberOf(id, spec.Name)).DefaultIfEmpty(0).Max();
        string id;
        do
        {
            number++;
            id = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}-{number}");
        }
        while (!await SubmitAs(id, seeded, hash, requestId));
        return id;
    }

    /// <summary>The sweep that came of the same request before; null when none did.</summary>
    private async Task<string?> FindAsync(IEnumerable<SweepHeadline> taken, SweepSpec spec, string hash, string requestId)
    {
        foreach (var sweep in taken.Where(sweep => sweep.SpecHash == hash && NumberOf(sweep.Id, spec.Name) > 0))
        {
            if (await SubmitAs(sweep.Id, spec, hash, requestId))
            {
                return sweep.Id;
            }
        }

        return null;
    }

    public Task<ImmutableArray<SweepHeadline>> List() => sweeps.ListAsync(CancellationToken.None);

    public async IAsyncEnumerable<ImmutableArray<SweepHeadline>> WatchList([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ImmutableArray<SweepHeadline>? told = null;
        while (true)
        {
            var news = _changes.Next;
            var list = await sweeps.ListAsync(cancellationToken);
            if (told is not { } known || !known.SequenceEqual(list))
            {
                told = list;
                yield return list;
            }

            await ChangeSignal.WaitAsync(news, Patience, time, cancellationToken);
            await Task.Delay(LeastInterval, time, cancellationToken);
        }
    }

    public Task NoteChange()
    {
        _changes.Raise();
        return Task.CompletedTask;
    }

    private static long DrawSeed() => (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % SeedLimit);

    /// <summary>A repeated request draws the same seed, so that its spec is the same.</summary>
    private static long SeedOf(string requestId) =>
        (long)(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(requestId))) % SeedLimit);

    /// <summary>
    /// False when the id belongs to another spec. A failed commit may have been stored, here or by another silo; the same call again finds
    /// out which, so that one request never leaves two sweeps.
    /// </summary>
    private async Task<bool> SubmitAs(string id, SweepSpec spec, string hash, string? requestId)
    {
        var sweep = GrainFactory.GetGrain<ISweepGrain>(id);
        try
        {
            return await sweep.Submit(spec, hash, requestId);
        }
        catch (IOException)
        {
            return await sweep.Submit(spec, hash, requestId);
        }
    }

    private static int NumberOf(string id, string name) =>
        id.StartsWith(name + "-", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

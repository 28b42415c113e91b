using System.Collections.Immutable;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Store;

/// <summary>
/// Rebuilds engines from logs: from segments where there are sound ones, else event by event. Never more than two parts of a log are in
/// memory, one that is folded and one that is read meanwhile.
/// </summary>
internal sealed class SweepReplay(IEventStore store, SegmentStore segments) : IDisposable
{
    private const int PageSize = 2_000;

    // When a silo takes over many sweeps at once, their logs do not fill its memory together.
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The engine after the last stored event; null when there is no event.</summary>
    public async Task<Replayed?> LoadAsync(string sweep, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            // Away from the caller's scheduler: a grain's is for its messages.
            return await Task.Run(() => ReplayAsync(sweep, cancellationToken), cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Replayed?> ReplayAsync(string sweep, CancellationToken cancellationToken)
    {
        var engine = new SweepEngine();
        var times = new TrialTimes();
        var unpacked = new List<long>();
        var reading = ReadAsync(sweep, 1, unpacked, cancellationToken);
        while (await reading is { Count: > 0 } part)
        {
            reading = ReadAsync(sweep, part[^1].Sequence + 1, unpacked, cancellationToken);
            foreach (var e in part)
            {
                engine.Apply(e);
                times.Replay(e);
            }
        }

        var full = unpacked.Where(first => first + SegmentStore.EventCount - 1 <= engine.LastSequence);
        return engine.IsSubmitted ? new Replayed(engine, [.. full], times) : null;
    }

    private async Task<IReadOnlyList<SweepEvent>> ReadAsync(
        string sweep, long from, List<long> unpacked, CancellationToken cancellationToken)
    {
        if (SegmentStore.IsFirst(from))
        {
            if (await segments.FindAsync(sweep, from, cancellationToken) is { } segment)
            {
                return segment;
            }

            unpacked.Add(from);
        }

        return await store.ReadAsync(sweep, from, PageSize, cancellationToken);
    }
}

/// <summary>A sweep that was rebuilt from its log.</summary>
/// <param name="Engine">The engine after the last stored event.</param>
/// <param name="Unpacked">The first events of those full segments that were missing.</param>
/// <param name="Times">When things happened to trials that may not be over.</param>
internal sealed record Replayed(SweepEngine Engine, ImmutableArray<long> Unpacked, TrialTimes Times);

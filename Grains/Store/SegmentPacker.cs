using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>
/// Packs parts of logs into segments, one after the other for all sweeps of the silo and beside everything else, so that nobody waits
/// for it. What it packs it reads from the log, so it can only hold what is stored.
/// </summary>
internal sealed partial class SegmentPacker(IEventStore store, SegmentStore segments, ILogger<SegmentPacker> logger) : IAsyncDisposable
{
    /// <summary>So many events are read at once.</summary>
    private const int PageSize = 2_000;

    private readonly Queue<(string Sweep, long First)> _due = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task _packing = Task.CompletedTask;
    private bool _isPacking;

    /// <summary>Packs what a sweep's activation read event by event although a segment could have held it.</summary>
    public void Pack(string sweep, IReadOnlyList<long> firsts)
    {
        if (firsts.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var first in firsts)
            {
                _due.Enqueue((sweep, first));
            }

            if (!_isPacking && !_stop.IsCancellationRequested)
            {
                _isPacking = true;
                _packing = Task.Run(PackAllAsync);
            }
        }
    }

    /// <summary>Packs what became full when a sweep's log grew.</summary>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="from">The sequence number of the last event that was stored before.</param>
    /// <param name="to">The sequence number of the last event that is stored now.</param>
    public void Grown(string sweep, long from, long to)
    {
        for (var full = from / SegmentStore.EventCount; full < to / SegmentStore.EventCount; full++)
        {
            Pack(sweep, [(full * SegmentStore.EventCount) + 1]);
        }
    }

    /// <summary>Ends when nothing is left to be packed.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            return _packing;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await IdleAsync();
        _stop.Dispose();
    }

    private async Task PackAllAsync()
    {
        while (Next() is var (sweep, first))
        {
            try
            {
                await PackAsync(sweep, first);
            }
            catch (Exception exception)
            {
                // The next activation finds the segment missing and asks again.
                LogNotPacked(logger, sweep, first, exception.GetBaseException().Message);
            }
        }
    }

    private (string Sweep, long First)? Next()
    {
        lock (_lock)
        {
            _isPacking = _due.Count > 0 && !_stop.IsCancellationRequested;
            return _isPacking ? _due.Dequeue() : null;
        }
    }

    private async Task PackAsync(string sweep, long first)
    {
        var events = new List<SweepEvent>(SegmentStore.EventCount);
        while (events.Count < SegmentStore.EventCount)
        {
            var page = await store.ReadAsync(
                sweep, first + events.Count, Math.Min(PageSize, SegmentStore.EventCount - events.Count), _stop.Token);
            if (page.Count == 0)
            {
                throw new InvalidDataException($"the log ends at event {first + events.Count - 1}");
            }

            events.AddRange(page);
        }

        await segments.PutAsync(sweep, events, _stop.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Sweep} could not be packed from event {First} on: {Reason}")]
    private static partial void LogNotPacked(ILogger logger, string sweep, long first, string reason);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Tests.Telemetry;

/// <summary>Takes in SweepCluster's spans as they end, from whichever test they come: tell them apart by their traces.</summary>
internal sealed class SpanReading : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public SpanReading()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SweepTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All that have ended.</summary>
    public IReadOnlyList<Activity> All => [.. _ended];

    /// <summary>Those of one trace that have ended.</summary>
    public IEnumerable<Activity> In(ActivityTraceId trace) => _ended.Where(span => span.TraceId == trace);

    public void Dispose() => _listener.Dispose();
}

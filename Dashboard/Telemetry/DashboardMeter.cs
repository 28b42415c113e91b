using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Dashboard.Telemetry;

/// <summary>Measures what the dashboard does for those who look at it.</summary>
internal sealed class DashboardMeter
{
    private readonly Histogram<double> _lags;
    private int _feeds;
    private int _circuits;

    public DashboardMeter(IMeterFactory meters)
    {
        var meter = meters.Create(SweepTelemetry.Name);
        _lags = meter.CreateSeconds("sweep.feed.lag", "From an event of a watched sweep to the moment that pages have it.", 1e-3, 60);
        meter.CreateObservableGauge("sweep.dashboard.feeds", () => Volatile.Read(ref _feeds), "{sweep}", "Sweeps that are followed.");
        meter.CreateObservableGauge("sweep.dashboard.circuits", () => Volatile.Read(ref _circuits), "{page}", "Pages that are open in browsers.");
    }

    /// <summary>A sweep is followed from now on.</summary>
    public void FeedOpened() => Interlocked.Increment(ref _feeds);

    /// <summary>A sweep is not followed any more.</summary>
    public void FeedClosed() => Interlocked.Decrement(ref _feeds);

    /// <summary>A page was opened.</summary>
    public void CircuitOpened() => Interlocked.Increment(ref _circuits);

    /// <summary>A page is gone.</summary>
    public void CircuitClosed() => Interlocked.Decrement(ref _circuits);

    /// <summary>Pages have an event that is so old. The cluster's clocks may be a little ahead of this one.</summary>
    public void Lagged(TimeSpan age) => _lags.Record(Math.Max(0, age.TotalSeconds));
}

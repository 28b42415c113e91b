using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Measures the commits of the event log.</summary>
internal sealed class StoreMeter
{
    private readonly Histogram<double> _commits;
    private readonly ClosedCounter _failures;

    public StoreMeter(IMeterFactory meters)
    {
        var meter = meters.Create(SweepTelemetry.Name);
        _commits = meter.CreateSeconds("sweep.commit", "How long one commit of the event log took.", 5e-4, 30);
        _failures = new ClosedCounter(meter, "sweep.store.failures", "{commit}", "Commits of the event log that failed.");
    }

    /// <summary>A commit is durable.</summary>
    public void Committed(TimeSpan duration) => _commits.Record(duration.TotalSeconds);

    /// <summary>A commit failed because the store could not be written.</summary>
    public void Failed() => _failures.Add(1);
}

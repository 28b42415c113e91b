using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Telemetry;
using SweepCluster.Silo.Processes;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Measures how trial processes come and go.</summary>
internal sealed class ProcessMeter
{
    private readonly ClosedCounter _starts;
    private readonly Histogram<double> _startSeconds;
    private readonly ClosedCounter _hangs;

    public ProcessMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _starts = new ClosedCounter(
            meter,
            "sweep.process.starts",
            "{process}",
            "Trial processes that were started, by why one was needed.",
            ClosedCounter.Each("reason", Labels<SeatVacancy>()));
        _startSeconds = meter.CreateSeconds("sweep.process.start", "From the start of a trial process until it was ready.", 0.01, 600);
        _hangs = new ClosedCounter(meter, "sweep.process.hangs", "{process}", "Trial processes that were killed because they hung.");
    }

    /// <summary>A process was started.</summary>
    public void Started(SeatVacancy vacancy) => _starts.Add(1, vacancy.Label());

    /// <summary>A process that was started is ready.</summary>
    public void Ready(TimeSpan duration) => _startSeconds.Record(duration.TotalSeconds);

    /// <summary>A process was killed because it hung.</summary>
    public void Hung() => _hangs.Add(1);
}

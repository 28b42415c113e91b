using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Silo.Telemetry;

/// <summary>Measures what attempts do: steps and checkpoints.</summary>
internal sealed class AttemptMeter
{
    private readonly Counter<long> _steps;
    private readonly Histogram<double> _stepSeconds;
    private readonly Histogram<double> _checkpointSeconds;
    private readonly Histogram<long> _checkpointBytes;
    private readonly ClosedCounter _checkpointFailures;

    public AttemptMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _steps = meter.CreateCounter<long>("sweep.steps", "{step}", "Training steps whose report is durable.");
        _stepSeconds = meter.CreateSeconds("sweep.step", "How long a step took, as the trial process says.", 1e-3, 3600);
        _checkpointSeconds = meter.CreateSeconds("sweep.checkpoint", "How long a checkpoint took to write, as the trial process says.", 1e-3, 600);
        _checkpointBytes = meter.CreateHistogram("sweep.checkpoint.bytes", "By", "The length of a checkpoint.", tags: null, Buckets.Bytes);
        _checkpointFailures = new ClosedCounter(meter, "sweep.checkpoint.failures", "{checkpoint}", "Checkpoints that a trial process could not write.");
    }

    /// <summary>A step's report is durable.</summary>
    public void Stepped(DeviceKind device, double seconds)
    {
        _steps.Add(1, Tag("device", device.Label()));
        _stepSeconds.Record(seconds, Tag("device", device.Label()));
    }

    /// <summary>A checkpoint is known to its sweep.</summary>
    public void Saved(CheckpointFile file)
    {
        _checkpointBytes.Record(file.Bytes);
        if (file.Seconds is { } seconds && double.IsFinite(seconds))
        {
            _checkpointSeconds.Record(seconds);
        }
    }

    /// <summary>A trial process could not write a checkpoint.</summary>
    public void NotSaved() => _checkpointFailures.Add(1);
}

using System.Diagnostics;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Silo.Telemetry;

/// <summary>
/// Writes down what one attempt does, as its trial process tells it: figures, and spans when somebody traces. The process itself need not
/// know how that is done.
/// </summary>
/// <param name="meters">The instruments.</param>
/// <param name="device">The kind of the slot's device.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptRecord(SiloMeters meters, DeviceKind device, TimeProvider time)
{
    /// <summary>Begins the span of an attempt, from its lease to its end; null when nobody traces.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="traceParent">The span in which it was leased; null for none.</param>
    public static Activity? Begin(AttemptId attempt, string? traceParent) =>
        SweepTelemetry.Activities.StartActivity("attempt", ActivityKind.Consumer, traceParent)
            ?.SetTag("sweep", attempt.Trial.Sweep)
            .SetTag("trial", attempt.Trial.Number)
            .SetTag("attempt", attempt.Number);

    /// <summary>Begins the span of what the trial process does; null when nobody traces.</summary>
    public static Activity? Train() => SweepTelemetry.Activities.StartActivity("training");

    /// <summary>A report is there; its step gets a span of the time that it took.</summary>
    public void Stepped(ReportMessage report, double seconds)
    {
        var now = time.GetUtcNow();
        using var span = SweepTelemetry.Activities.StartActivity(
            "step", ActivityKind.Internal, parentId: Activity.Current?.Id, startTime: now - TimeSpan.FromSeconds(seconds));
        span?.SetTag("step", report.Step).SetEndTime(now.UtcDateTime);
        if (report.CheckpointError is not null)
        {
            meters.Attempts.NotSaved();
        }
    }

    /// <summary>A report is durable, and its checkpoint with it.</summary>
    public void Reported(ReportMessage report, double seconds)
    {
        meters.Attempts.Stepped(device, seconds);
        if (report.Checkpoint is { } checkpoint)
        {
            meters.Attempts.Saved(checkpoint);
        }
    }

    /// <summary>A checkpoint that came without a report is known to the sweep.</summary>
    public void Saved(CheckpointFile checkpoint) => meters.Attempts.Saved(checkpoint);

    /// <summary>The process is killed because it hangs.</summary>
    public void Hung() => meters.Processes.Hung();
}

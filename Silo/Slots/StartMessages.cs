using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Slots;

/// <summary>Says in the trial protocol's words what a lease says in the cluster's.</summary>
internal static class StartMessages
{
    /// <summary>The message that begins the lease's attempt.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="device">The device to train on.</param>
    /// <param name="home">Where files lie.</param>
    /// <param name="checkpointDirectory">The attempt's directory for checkpoints.</param>
    /// <param name="traceParent">The span of what the process does; null when nobody traces.</param>
    public static StartMessage For(Lease lease, Device device, SweepHome home, string checkpointDirectory, string? traceParent = null) => new(
        lease.Attempt.Trial.ToString(),
        lease.Attempt.Number,
        lease.Seed,
        JsonSerializer.SerializeToElement(lease.Parameters, SweepJson.Options),
        TaskOf(lease, home),
        device.ThreadsPerSlot,
        checkpointDirectory)
    {
        MaxStep = lease.MaxStep,
        Device = device.Kind == DeviceKind.Gpu ? "cuda" : "cpu",
        ResumeFrom = lease.ResumeFrom is { } from
            ? new ResumePoint(from.Step, home.CheckpointFile(from.Path), from.Sha256)
            : null,
        TraceParent = traceParent,
    };

    private static TaskMessage TaskOf(Lease lease, SweepHome home) => lease.Task is DatasetTask task
        ? new TaskMessage(task.Dataset, home.DataDirectory, task.Train, task.Validation, task.Image, task.Path)
        : new TaskMessage();
}

using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A sweep at a glance: the best so far, how many trials are where, and what was asked for.</summary>
public sealed partial class SweepSummary
{
    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepSnapshot Sweep { get; set; } = null!;

    private Objective Objective => Sweep.Spec.Objectives[0];

    private int Finished => Counts.Where(entry => entry.Status.IsFinal()).Sum(entry => entry.Count);

    private IEnumerable<(TrialStatus Status, int Count)> Counts =>
        new[]
        {
            (TrialStatus.Running, Sweep.Trials.Running),
            (TrialStatus.Pending, Sweep.Trials.Pending),
            (TrialStatus.Paused, Sweep.Trials.Paused),
            (TrialStatus.Completed, Sweep.Trials.Completed),
            (TrialStatus.Pruned, Sweep.Trials.Pruned),
            (TrialStatus.Failed, Sweep.Trials.Failed),
            (TrialStatus.Canceled, Sweep.Trials.Canceled),
        }.Where(entry => entry.Item2 > 0);

    private static string Values(TrialSnapshot trial) =>
        string.Join(", ", trial.Parameters.Values.Select(value => $"{value.Name} {Shown.Value(value.Value)}"));
}

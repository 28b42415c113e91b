using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A sweep at a glance: the best so far, how many trials are where, and what was asked for.</summary>
public sealed partial class SweepSummary
{
    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public SweepModel Model { get; set; } = null!;

    private Objective Objective => Model.Sweep.Spec.Objectives[0];

    private int Finished => Counts.Where(entry => entry.Status.IsFinal()).Sum(entry => entry.Count);

    private List<(TrialStatus Status, int Count)> Counts => Model.Read((trials, _) =>
        Enum.GetValues<TrialStatus>().Select(status => (status, trials.CountOf(status))).Where(entry => entry.Item2 > 0).ToList());

    private static string Values(TrialSnapshot trial) =>
        string.Join(", ", trial.Parameters.Values.Select(value => $"{value.Name} {Shown.Value(value.Value)}"));
}

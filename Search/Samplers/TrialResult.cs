using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Search.Samplers;

/// <summary>What a trial that is over tells a sampler.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Scores">One score per objective, lower is better; NaN where there is none.</param>
/// <param name="Step">The last step it reported; 0 when none.</param>
internal sealed record TrialResult(int Number, TrialStatus Status, ImmutableArray<double> Scores, int Step)
{
    /// <summary>True when the trial produced what it was run for: it was trained to its end or pruned for being worse than others.</summary>
    public bool IsResult => Status is TrialStatus.Completed or TrialStatus.Pruned;
}

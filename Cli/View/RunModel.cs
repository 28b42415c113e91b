using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.View;

/// <summary>All that the live view of a run shows at one instant.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Trials">Its trials, by number.</param>
/// <param name="Slots">The slots of this process.</param>
internal sealed record RunModel(SweepSnapshot Sweep, ImmutableArray<TrialSnapshot> Trials, ImmutableArray<SlotStatus> Slots)
{
    /// <summary>How long this session lasts so far.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How much longer the sweep may take; null while nobody can tell.</summary>
    public TimeSpan? Rest { get; init; }

    /// <summary>The best completed value after each trial that completed, oldest first.</summary>
    public IReadOnlyList<double> History { get; init; } = [];

    /// <summary>What happened last, oldest first.</summary>
    public IReadOnlyList<string> Recent { get; init; } = [];

    /// <summary>What the user must know now; null when there is nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The trials with a value, best first.</summary>
    public IEnumerable<TrialSnapshot> Ranked => Trials.Where(trial => trial.Rank is not null).OrderBy(trial => trial.Rank);
}

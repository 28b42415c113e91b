using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Running;

/// <summary>The best value of every trial, and of the completed trials together, folded from a sweep's events.</summary>
/// <param name="objective">The metric that ranks trials.</param>
internal sealed class Incumbents(Objective objective)
{
    private readonly Dictionary<int, double> _best = [];

    /// <summary>The best completed value after each trial that completed, oldest first.</summary>
    public ImmutableArray<double> History { get; private set; } = [];

    /// <summary>The trial's best finite value so far; null while there is none.</summary>
    public double? BestOf(int trial) => _best.TryGetValue(trial, out var value) ? value : null;

    /// <summary>Takes the next event. True when it gave the sweep a new best completed trial.</summary>
    public bool Apply(SweepEvent next)
    {
        switch (next)
        {
            case AttemptReported reported when reported.Metrics[objective.Metric] is { } value && double.IsFinite(value):
                _best[reported.Trial] = BestOf(reported.Trial) is { } before ? Better(before, value) : value;
                return false;
            case AttemptEnded { Outcome: CompletedOutcome } ended when BestOf(ended.Trial) is { } value:
                return Complete(value);
            default:
                return false;
        }
    }

    private bool Complete(double value)
    {
        var isNew = History.IsEmpty || objective.Score(value) < objective.Score(History[^1]);
        History = History.Add(isNew ? value : History[^1]);
        return isNew;
    }

    private double Better(double first, double second) => objective.Score(second) < objective.Score(first) ? second : first;
}

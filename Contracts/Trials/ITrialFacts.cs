using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Trials;

/// <summary>What filters, orders and tables know of a trial, in whatever form it is at hand.</summary>
public interface ITrialFacts
{
    /// <summary>Its number in the sweep, counted from 0.</summary>
    int Number { get; }

    /// <summary>Where it is in its life.</summary>
    TrialStatus Status { get; }

    /// <summary>Its place in the ranking, counted from 1; null when it has none.</summary>
    int? Rank { get; }

    /// <summary>The last step reported; 0 when none was.</summary>
    int Step { get; }

    /// <summary>The number of its last attempt; 0 when none has started.</summary>
    int Attempt { get; }

    /// <summary>How long slots were busy with it.</summary>
    double StepSeconds { get; }

    /// <summary>Why it was stopped or failed; null when nothing of the kind happened.</summary>
    string? Reason { get; }

    /// <summary>What somebody wrote about it; null for nothing.</summary>
    string? Note { get; }

    /// <summary>True when somebody wants to find it again at a glance.</summary>
    bool IsPinned { get; }

    /// <summary>Its parameter set.</summary>
    ParameterSet Parameters { get; }

    /// <summary>The metrics at its best step, or else at its last one; null when none was reported.</summary>
    MetricSet? Result { get; }
}

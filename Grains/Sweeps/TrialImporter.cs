using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Search.Engine;

namespace SweepCluster.Grains.Sweeps;

/// <summary>
/// Turns results that were found elsewhere into events: each as if a program outside had been given the parameter set, had reported once
/// and had ended. So a log with imported trials is one like any other.
/// </summary>
/// <param name="engine">The sweep's engine.</param>
/// <param name="newLease">Names a lease.</param>
internal sealed class TrialImporter(SweepEngine engine, Func<Guid> newLease)
{
    private const string Provenance = TrialSuggested.Imported;
    private static readonly SlotId Slot = new("outside", Provenance, 0);

    /// <summary>The events that add those trials which were not imported before; four for each.</summary>
    /// <exception cref="ArgumentException">A parameter set is not one of the search space, or metrics lack an objective.</exception>
    /// <exception cref="InvalidOperationException">run_cap leaves no room for all.</exception>
    public IReadOnlyList<SweepEvent> Events(ImmutableArray<FinishedTrial> trials)
    {
        var known = Enumerable.Range(0, engine.TrialCount).Select(engine.TrialSnapshot)
            .Where(trial => trial.Provenance == Provenance).Select(trial => trial.Parameters).ToHashSet();
        var added = trials.Select(Check).Where(trial => known.Add(trial.Parameters)).ToList();
        if (engine.Spec.RunCap is { } cap && engine.TrialCount + added.Count > cap)
        {
            throw new InvalidOperationException(
                $"{added.Count} trials were to be imported and {engine.TrialCount} are there, more than run_cap of {cap} allows; raise run_cap first.");
        }

        return [.. added.SelectMany((trial, place) => Events(engine.TrialCount + place, trial))];
    }

    private FinishedTrial Check(FinishedTrial trial)
    {
        if (trial.Step < 1)
        {
            throw new ArgumentException($"A trial's step was {trial.Step}; it must be at least 1.");
        }

        foreach (var objective in engine.Spec.Objectives)
        {
            if (trial.Metrics[objective.Metric] is not { } value || !double.IsFinite(value))
            {
                throw new ArgumentException($"A trial has no finite {objective.Metric}; it has {string.Join(", ", trial.Metrics.Values.Select(metric => metric.Name))}.");
            }
        }

        return trial with { Parameters = engine.Normalise(trial.Parameters) };
    }

    private IEnumerable<SweepEvent> Events(int number, FinishedTrial trial) =>
    [
        new TrialSuggested(number, trial.Parameters, engine.LastSequence, Provenance),
        new AttemptStarted(number, 1, Slot, SlotOffer.Outside, newLease(), 0),
        new AttemptReported(number, 1, trial.Step, trial.Metrics, 0, Judgement.Continue),
        new AttemptEnded(number, 1, AttemptOutcome.Completed),
    ];
}

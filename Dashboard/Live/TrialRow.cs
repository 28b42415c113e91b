using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Trials;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Live;

/// <summary>One trial of a watched sweep. Only <see cref="TrialBoard"/> changes it, under its model's lock.</summary>
/// <param name="number">The trial's number.</param>
/// <param name="parameters">Its parameter set.</param>
/// <param name="provenance">How the set was chosen.</param>
public sealed class TrialRow(int number, ParameterSet parameters, string provenance) : ITrialFacts
{
    public int Number => number;

    public ParameterSet Parameters => parameters;

    public string Provenance => provenance;

    public TrialStatus Status { get; set; }

    public int Attempt { get; set; }

    public SlotId? Slot { get; set; }

    /// <summary>A decision that the running attempt has not carried out yet; null for none.</summary>
    public Judgement? Standing { get; set; }

    public string? Reason { get; set; }

    public double StepSeconds { get; set; }

    public string? Note { get; set; }

    public bool IsPinned { get; set; }

    public MetricSet? Metrics { get; private set; }

    public int? BestStep { get; private set; }

    public MetricSet? BestMetrics { get; private set; }

    MetricSet? ITrialFacts.Result => BestMetrics ?? Metrics;

    /// <summary>The first objective at its best step; null while there is none.</summary>
    public double? Best { get; private set; }

    public int? Rank { get; set; }

    /// <summary>The sequence number of the event that changed it last.</summary>
    public long Changed { get; set; }

    /// <summary>The steps reported, rising.</summary>
    public List<int> Steps { get; } = [];

    /// <summary>The first objective at each of <see cref="Steps"/>; NaN or infinite where it was reported so.</summary>
    public List<double> Values { get; } = [];

    public int Step => Steps.Count == 0 ? 0 : Steps[^1];

    /// <summary>Makes a row of what the grain tells. It tells no steps; where they are not 1, 2, 3, … they are taken as evenly spaced.</summary>
    public static TrialRow Of(TrialSnapshot trial, Objective objective, long sequence)
    {
        var row = new TrialRow(trial.Number, trial.Parameters, trial.Provenance)
        {
            Status = trial.Status,
            Attempt = trial.Attempt,
            Slot = trial.Slot,
            Reason = trial.Reason,
            StepSeconds = trial.StepSeconds,
            Note = trial.Note,
            IsPinned = trial.IsPinned,
            Metrics = trial.Metrics,
            BestStep = trial.BestStep,
            BestMetrics = trial.BestMetrics,
            Best = trial.BestMetrics?[objective.Metric],
            Rank = trial.Rank,
            Changed = sequence,
        };
        for (var i = 1; i <= trial.Curve.Length; i++)
        {
            row.Steps.Add((int)Math.Round((double)trial.Step * i / trial.Curve.Length));
        }

        row.Values.AddRange(trial.Curve);
        return row;
    }

    /// <summary>Takes a report in, unless it is of a step that was reported before: then it says nothing new.</summary>
    public bool Report(int step, MetricSet metrics, Objective objective)
    {
        if (step <= Step)
        {
            return false;
        }

        var value = metrics[objective.Metric] ?? double.NaN;
        Steps.Add(step);
        Values.Add(value);
        Metrics = metrics;
        if (double.IsFinite(value) && !(Best is { } best && objective.Score(value) >= objective.Score(best)))
        {
            (Best, BestStep, BestMetrics) = (value, step, metrics);
        }

        return true;
    }
}

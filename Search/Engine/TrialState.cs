using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Engine;

/// <summary>Everything the engine keeps about one trial. Only <see cref="SweepEngine"/> and <see cref="TrialLedger"/> change it.</summary>
internal sealed class TrialState(int number, ParameterSet parameters, string provenance)
{
    public int Number => number;

    public ParameterSet Parameters => parameters;

    public string Provenance => provenance;

    public LearningCurve Curve { get; } = new(number);

    public TrialStatus Status { get; set; } = TrialStatus.Pending;

    /// <summary>The number of the last attempt; 0 when none has started.</summary>
    public int Attempt { get; set; }

    /// <summary>The attempt that holds a lease; null when none does.</summary>
    public RunningAttempt? Running { get; set; }

    /// <summary>The latest checkpoint; null when there is none.</summary>
    public CheckpointRef? Checkpoint { get; private set; }

    /// <summary>How many attempts failed by themselves.</summary>
    public int Failures { get; set; }

    /// <summary>When the latest attempt that failed ended, in UTC; the first of all times when none did.</summary>
    public DateTimeOffset FailedAt { get; set; }

    /// <summary>Before this moment, in UTC, the trial is not tried again; null when it may start at once.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>The address of the silo that a failed attempt ran on, which others go before for a while; null for none.</summary>
    public string? AvoidedSilo { get; set; }

    /// <summary>Until when, in UTC, the avoided silo is avoided.</summary>
    public DateTimeOffset AvoidedUntil { get; set; }

    /// <summary>How many attempts in a row were lost with their silo or lease without any progress.</summary>
    public int LostInARow { get; set; }

    /// <summary>A recorded decision to prune or pause that the attempt has not carried out yet.</summary>
    public Judgement? Standing { get; set; }

    /// <summary>True while the trial waits to be promoted, and no slot may take it before.</summary>
    public bool IsHeld { get; set; }

    /// <summary>True when the trial reached the sweep's target.</summary>
    public bool HasReachedTarget { get; set; }

    /// <summary>True when the sampler has heard of the trial's end.</summary>
    public bool WasTold { get; set; }

    public string? Reason { get; set; }

    public double StepSeconds { get; set; }

    public MetricSet? LastMetrics { get; private set; }

    /// <summary>The last step that the current attempt reported; 0 before its first report.</summary>
    public int AttemptStep { get; set; }

    /// <summary>The checkpoint written after the best step; null when there is none.</summary>
    public CheckpointRef? BestCheckpoint { get; private set; }

    public int? BestStep { get; private set; }

    public MetricSet? BestMetrics { get; private set; }

    /// <summary>
    /// True when the trial may start now in a slot of that silo. Pauses end also when the clock is before their begin: it was set back, or
    /// the failure was noted by a silo whose clock is ahead, and how long is left nobody knows.
    /// </summary>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="silo">The silo's address; null when there is no other.</param>
    public bool MayStart(DateTimeOffset now, string? silo) =>
        now < FailedAt || (!(now < RetryAt) && (silo is null || silo != AvoidedSilo || now >= AvoidedUntil));

    /// <summary>Takes in a report of a later step than any before; that is progress.</summary>
    public void Progress(int step, MetricSet metrics, double score)
    {
        if (Curve.WouldBeBest(score))
        {
            (BestStep, BestMetrics) = (step, metrics);
            BestCheckpoint = Checkpoint?.Step == step ? Checkpoint : null;
        }

        Curve.Add(step, score);
        LastMetrics = metrics;
        LostInARow = 0;
    }

    /// <summary>Takes in a checkpoint; one of a later step than before is progress.</summary>
    public void Save(CheckpointRef checkpoint)
    {
        if (Checkpoint is null || checkpoint.Step > Checkpoint.Step)
        {
            LostInARow = 0;
        }

        Checkpoint = Checkpoint is null || checkpoint.Step >= Checkpoint.Step ? checkpoint : Checkpoint;
    }

    /// <summary>The trial's finite scores at its best step, NaN where there is none.</summary>
    public ImmutableArray<double> BestScores(ImmutableArray<Objective> objectives) => Scores(BestMetrics, objectives);

    /// <summary>What the trial, which is over, tells the sampler.</summary>
    public TrialResult Result(ImmutableArray<Objective> objectives) => new(
        Number,
        Status,
        Scores(Status == TrialStatus.Pruned ? LastMetrics : BestMetrics, objectives),
        Curve.LastStep);

    /// <summary>What the trial, which waits to be promoted, tells the sampler.</summary>
    public TrialResult InterimResult(ImmutableArray<Objective> objectives) =>
        new(Number, TrialStatus.Pruned, Scores(LastMetrics, objectives), Curve.LastStep);

    private static ImmutableArray<double> Scores(MetricSet? metrics, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select(objective => metrics?[objective.Metric] is { } value && double.IsFinite(value) ? objective.Score(value) : double.NaN)];
}

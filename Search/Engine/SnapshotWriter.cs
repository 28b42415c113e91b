using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Ranking;

namespace SweepCluster.Search.Engine;

/// <summary>Shows a sweep's state to people.</summary>
internal static class SnapshotWriter
{
    /// <summary>The sweep without its trials.</summary>
    public static SweepSnapshot Sweep(string id, SweepState state, long sequence) =>
        new(id, state.Status, state.Spec, sequence, Counts(state.Trials))
        {
            Incumbent = state.Incumbent is { } incumbent ? Trial(state, incumbent) with { Rank = 1 } : null,
            Reason = state.Reason,
            StepSeconds = state.StepSeconds,
            SubmittedAt = state.SubmittedAt,
            StartedAt = state.StartedAt,
            FinishedAt = state.FinishedAt,
            IsStopping = state.IsStopping,
            Rejected = state.Rejected,
            Room = WorkRule.Room(state),
            Attempts = state.Attempts,
            Front = state.Front?.Snapshot(),
        };

    /// <summary>All trials by number, with their ranks.</summary>
    public static ImmutableArray<TrialSnapshot> Trials(SweepState state)
    {
        var ranks = TrialRanking.Ranks(state.Trials.All, state.Spec.Objectives);
        return [.. state.Trials.All.Select(trial => Trial(state, trial) with { Rank = ranks[trial.Number] })];
    }

    /// <summary>One trial, without its rank.</summary>
    public static TrialSnapshot Trial(SweepState state, TrialState trial)
    {
        var noted = state.Notes.GetValueOrDefault(trial.Number);
        return new TrialSnapshot(trial.Number, trial.Status, trial.Parameters, trial.Attempt)
        {
            Step = trial.Curve.LastStep,
            Metrics = trial.LastMetrics,
            BestStep = trial.BestStep,
            BestMetrics = trial.BestMetrics,
            Slot = trial.Running?.Slot,
            Checkpoint = trial.Checkpoint,
            BestCheckpoint = trial.BestCheckpoint,
            Reason = trial.Reason,
            StepSeconds = trial.StepSeconds,
            Provenance = trial.Provenance,
            Curve = Values(trial.Curve, state.Spec.Objectives[0]),
            Note = noted is { Note.Length: > 0 } ? noted.Note : null,
            IsPinned = noted is { IsPinned: true },
        };
    }

    private static ImmutableArray<double> Values(LearningCurve curve, Objective objective)
    {
        var values = ImmutableArray.CreateBuilder<double>(curve.Count);
        foreach (var score in curve.Scores)
        {
            values.Add(objective.Value(score));
        }

        return values.MoveToImmutable();
    }

    private static TrialCounts Counts(TrialLedger trials) => new(
        trials.Count,
        trials.CountOf(TrialStatus.Pending),
        trials.CountOf(TrialStatus.Running),
        trials.CountOf(TrialStatus.Paused),
        trials.CountOf(TrialStatus.Completed),
        trials.CountOf(TrialStatus.Pruned),
        trials.CountOf(TrialStatus.Failed),
        trials.CountOf(TrialStatus.Canceled));
}

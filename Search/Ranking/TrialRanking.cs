using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;

namespace SweepCluster.Search.Ranking;

/// <summary>
/// Ranks trials by the scores at their best step: completed ones by non-domination and then by the first objective, then pruned ones,
/// deeper first and then by the first objective. Trials without a finite score and trials that are not over have no rank.
/// </summary>
internal static class TrialRanking
{
    /// <summary>Each trial's rank by number, counted from 1; null where there is none.</summary>
    public static int?[] Ranks(IReadOnlyList<TrialState> trials, ImmutableArray<Objective> objectives)
    {
        var ranks = new int?[trials.Count];
        var rank = 1;
        foreach (var trial in Completed(trials, objectives).Concat(Pruned(trials)))
        {
            ranks[trial.Number] = rank++;
        }

        return ranks;
    }

    /// <summary>True when a completed trial ranks before another; the lexicographically least is on the Pareto front.</summary>
    public static bool IsBefore(TrialState trial, TrialState other, ImmutableArray<Objective> objectives)
    {
        var order = NonDomination.Compare(trial.BestScores(objectives), other.BestScores(objectives));
        return order < 0 || (order == 0 && trial.Number < other.Number);
    }

    private static IEnumerable<TrialState> Completed(IReadOnlyList<TrialState> trials, ImmutableArray<Objective> objectives)
    {
        var completed = Scored(trials, TrialStatus.Completed).ToList();
        var scores = completed.Select(trial => trial.BestScores(objectives)).ToList();
        var fronts = objectives.Length > 1 ? NonDomination.Fronts(scores) : new int[completed.Count];
        return Enumerable.Range(0, completed.Count)
            .OrderBy(i => fronts[i])
            .ThenBy(i => scores[i], Comparer<ImmutableArray<double>>.Create(NonDomination.Compare))
            .Select(i => completed[i]);
    }

    private static IEnumerable<TrialState> Pruned(IReadOnlyList<TrialState> trials) =>
        Scored(trials, TrialStatus.Pruned).OrderByDescending(trial => trial.Curve.LastStep).ThenBy(trial => trial.Curve.Best);

    private static IEnumerable<TrialState> Scored(IReadOnlyList<TrialState> trials, TrialStatus status) =>
        trials.Where(trial => trial.Status == status && trial.BestStep is not null);
}

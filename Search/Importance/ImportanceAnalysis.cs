using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>
/// Works out how important the parameters of a sweep are to its first objective. Values of trials that were ended early do not compare with
/// those of completed ones; where there are any, all trials count with their ranks instead of their values.
/// </summary>
public static class ImportanceAnalysis
{
    /// <summary>Fewer trials say nothing.</summary>
    public const int LeastTrials = 10;

    /// <summary>Of more trials so many are looked at, spread evenly over the sweep, so that an answer takes at most seconds.</summary>
    private const int MostTrials = 2_000;

    /// <summary>Works it out. The same trials give the same answer.</summary>
    /// <param name="spec">The sweep's spec.</param>
    /// <param name="trials">All its trials, with their ranks; those without a result are left out.</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="LeastTrials"/> trials with a result, or no parameter can differ.</exception>
    public static ImportanceReport Of(SweepSpec spec, IEnumerable<TrialSnapshot> trials, ImportanceMethod method)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        var space = SearchSpace.Compile(spec.Parameters);
        ImmutableArray<Dimension> dimensions = [.. space.Dimensions.Where(dimension => !dimension.Domain.IsSingle)];
        if (dimensions.IsEmpty)
        {
            throw new ArgumentException("No parameter of the sweep can differ between trials.");
        }

        var results = trials.Where(trial => trial is { Status: TrialStatus.Completed or TrialStatus.Pruned, Rank: not null }).ToList();
        if (results.Count < LeastTrials)
        {
            throw new ArgumentException($"Only {results.Count} trials have a result; importance needs at least {LeastTrials}.");
        }

        var isByRank = results.Exists(trial => trial.Status == TrialStatus.Pruned);
        var observations = Thin([.. results.Select(trial => Observe(trial, spec.Objectives[0], isByRank))]);
        var report = method == ImportanceMethod.Fanova ? Fanova.Report(dimensions, observations) : PedAnova.Report(dimensions, observations);
        return report with { IsByRank = isByRank };
    }

    // A trial has a rank because it has a finite value of the first objective.
    private static Observation Observe(TrialSnapshot trial, Objective objective, bool isByRank) => new(
        trial.Number, trial.Parameters, isByRank ? trial.Rank!.Value : objective.Score(trial.BestMetrics![objective.Metric]!.Value));

    private static List<Observation> Thin(List<Observation> all) => all.Count <= MostTrials
        ? all
        : [.. Enumerable.Range(0, MostTrials).Select(i => all[(int)((long)i * all.Count / MostTrials)])];
}

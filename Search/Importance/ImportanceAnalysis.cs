using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>Works out how important the parameters of a sweep are to its first objective, from its completed trials.</summary>
public static class ImportanceAnalysis
{
    /// <summary>Fewer completed trials say nothing.</summary>
    public const int LeastTrials = 10;

    /// <summary>Of more trials so many are looked at, spread evenly over the sweep, so that an answer takes at most seconds.</summary>
    private const int MostTrials = 2_000;

    /// <summary>Works it out. The same trials give the same answer.</summary>
    /// <param name="spec">The sweep's spec.</param>
    /// <param name="trials">Its trials; all but completed ones with a finite best value are left out.</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="LeastTrials"/> such trials, or no parameter can differ.</exception>
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

        var observations = Thin([.. trials.Select(trial => Observe(trial, spec.Objectives[0])).OfType<Observation>()]);
        if (observations.Count < LeastTrials)
        {
            throw new ArgumentException($"Only {observations.Count} trials were completed with a finite value; importance needs at least {LeastTrials}.");
        }

        return method == ImportanceMethod.Fanova
            ? Fanova.Report(dimensions, observations)
            : PedAnova.Report(dimensions, observations);
    }

    private static Observation? Observe(TrialSnapshot trial, Objective objective) =>
        trial is { Status: TrialStatus.Completed, BestMetrics: { } metrics } && metrics[objective.Metric] is { } value && double.IsFinite(value)
            ? new Observation(trial.Number, trial.Parameters, objective.Score(value))
            : null;

    private static List<Observation> Thin(List<Observation> all) => all.Count <= MostTrials
        ? all
        : [.. Enumerable.Range(0, MostTrials).Select(i => all[(int)((long)i * all.Count / MostTrials)])];
}

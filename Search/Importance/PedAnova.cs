using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Importance;

/// <summary>
/// PED-ANOVA (Watanabe et al. 2023): a parameter is important when the best trials are distributed otherwise along it than all are, by
/// Pearson's divergence of the two densities.
/// </summary>
internal static class PedAnova
{
    /// <summary>γ', the share of the trials that count as the best.</summary>
    private const double BestShare = 0.1;
    private const int LeastBest = 2;

    /// <summary>Works it out.</summary>
    public static ImportanceReport Report(ImmutableArray<Dimension> dimensions, IReadOnlyList<Observation> observations)
    {
        var divergences = dimensions.Select(dimension => Divergence(dimension.Name, dimension.Domain, observations)).ToList();
        var sum = divergences.Sum();
        return new ImportanceReport(
            ImportanceMethod.PedAnova,
            observations.Count,
            [
                .. dimensions
                    .Select((dimension, i) => new ParameterImportance(
                        dimension.Name, sum > 0 ? divergences[i] / sum : 1.0 / dimensions.Length, null))
                    .OrderByDescending(one => one.Share),
            ],
            []);
    }

    /// <summary>
    /// (γ'/γ)² times the divergence of the best trials from all. Of a parameter that is not active in all trials, those where it is are
    /// compared, weighted by α²/β: its share of the best trials and of all.
    /// </summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="domain">Its values; more than one.</param>
    /// <param name="observations">All trials; at least <see cref="LeastBest"/>.</param>
    /// <param name="bestShare">γ'.</param>
    /// <param name="isLocal">True to compare with where the trials were; false to compare with the whole space.</param>
    public static double Divergence(
        string name, Domain domain, IReadOnlyList<Observation> observations, double bestShare = BestShare, bool isLocal = true)
    {
        var grid = ValueGrid.Of(domain);
        var sorted = observations.Select(observation => observation.Score).Order().ToList();
        var bound = sorted[Math.Max(LeastBest, (int)Math.Ceiling(bestShare * sorted.Count)) - 1];
        var best = observations.Where(observation => observation.Score <= bound).ToList();
        var (bestValues, allValues) = (ValuesOf(name, best), ValuesOf(name, observations));
        if (bestValues.Count == 0)
        {
            return 0;
        }

        var (top, all) = (Density(grid, bestValues), isLocal ? Density(grid, allValues) : Uniform(grid));
        var divergence = top.Zip(all, (p, q) => q * ((p / q) - 1) * ((p / q) - 1)).Sum();
        var (alpha, beta) = ((double)bestValues.Count / best.Count, (double)allValues.Count / observations.Count);
        return bestShare * bestShare * alpha * alpha / beta * divergence;
    }

    private static List<ParameterValue> ValuesOf(string name, IEnumerable<Observation> observations) =>
        [.. observations.Select(observation => observation.Point[name]).OfType<ParameterValue>()];

    private static double[] Density(ValueGrid grid, List<ParameterValue> values) => CellDensity.Of(grid.Count(values), grid.IsCategorical);

    private static double[] Uniform(ValueGrid grid) => [.. Enumerable.Repeat(1.0 / grid.Cells, grid.Cells)];
}

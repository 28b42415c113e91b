using System.Collections.Immutable;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>Gives the user's own points first, then asks another sampler.</summary>
/// <param name="points">The points, distinct and in the space's own form.</param>
/// <param name="rest">The sampler for all later trials, and in place of a point that the constraints forbid.</param>
internal sealed class FirstPointsSampler(ImmutableArray<ParameterSet> points, ISampler rest) : ISampler
{
    /// <inheritdoc/>
    public string Name => rest.Name;

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random) =>
        history.TrialCount < points.Length
            ? rest.Suggest(history, random).Prepend(
                new Suggestion(points[history.TrialCount], $"first point {history.TrialCount + 1} of {points.Length}"))
            : rest.Suggest(history, random);

    /// <inheritdoc/>
    public Action? Preparation(SearchHistory history, TrialRandom random) =>
        history.TrialCount < points.Length ? null : rest.Preparation(history, random);
}

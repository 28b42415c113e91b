using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Surrogates;

/// <summary>
/// Points as a Gaussian process sees them: numbers by their coordinate, categories by the place of their value. An inactive number stands
/// in the middle, an inactive category is a category of its own; what made it inactive tells the points apart.
/// </summary>
internal sealed class SurrogateFeatures(SearchSpace space)
{
    private const double Middle = 0.5;
    private const double NoCategory = -1;

    private readonly Dimension[] _dimensions = [.. space.Dimensions.Where(dimension => !dimension.Domain.IsSingle)];

    /// <summary>By feature: whether it is a category.</summary>
    public bool[] IsCategory => [.. _dimensions.Select(dimension => dimension.Domain is ChoiceDomain)];

    /// <summary>The features of a point.</summary>
    public double[] Of(ParameterSet point) => [.. _dimensions.Select(dimension => (point[dimension.Name], dimension.Domain) switch
    {
        (null, ChoiceDomain) => NoCategory,
        (null, _) => Middle,
        ({ } value, ChoiceDomain choices) => choices.LevelOf(value),
        ({ } value, var domain) => domain.Encode(value),
    })];
}
